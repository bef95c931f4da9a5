package de.komcert.app.incident;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Call;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What gives an overview: the timeline, the list with its filters, and the search over everything. */
class OverviewsTests extends IncidentCase {

    @Autowired
    JournalWriting writing;

    @Autowired
    Indicators indicators;

    @Autowired
    Texts texts;

    Browser browser;

    @BeforeEach
    void signIn() {
        browser = members.signIn(member);
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void theTimelineTellsInTheOrderOfTheEvents() {
        var id = cases.open(analyst, "Amsel", false).id();
        clock.advance(Duration.ofHours(5));
        var now = clock.instant();
        Acting.run(analyst, () -> {
            writing.write(id, "später geschehen, zuerst geschrieben", now.minus(Duration.ofMinutes(5)), null);
            var wrong = writing.write(id, "vorher geschehen, danach geschrieben", now.minus(Duration.ofHours(2)), null);
            writing.write(id, "und so war es wirklich", now, wrong.number());
        });

        var page = browser.get("/vorfaelle/" + id + "/verlauf").page();

        assertThat(page.select(".k-moment .k-pre").eachText())
                .containsSubsequence(
                        "vorher geschehen, danach geschrieben",
                        "später geschehen, zuerst geschrieben",
                        "und so war es wirklich");
        assertThat(page.select(".k-moment:has(.k-pre:contains(vorher geschehen))")
                        .text())
                .contains("berichtigt durch");
        assertThat(page.select(".k-moment__pause").eachText()).contains("3 Std. später");
        assertThat(page.select("svg circle")).isNotEmpty();
        // What is still to come stands below, apart from what has happened.
        assertThat(page.select(".k-timeline--ahead .k-moment")).isNotEmpty();
    }

    @Test
    void theTimelineShowsOneKindAlone() {
        var id = cases.open(analyst, "Star", false).id();
        Acting.run(analyst, () -> writing.write(id, "nur dieser Eintrag", clock.instant(), null));

        var page = browser.get("/vorfaelle/" + id + "/verlauf?art=ENTRY").page();

        assertThat(page.select(".k-timeline:not(.k-timeline--ahead) .k-pre").eachText())
                .containsExactly("nur dieser Eintrag");
    }

    @Test
    void everyKindOfEntryHasItsWord() {
        for (var locale : new Locale[] {Locale.GERMAN, Locale.ENGLISH}) {
            assertThat(Arrays.stream(JournalEntry.Kind.values())
                            .map(kind -> texts.get(locale, "timeline.kind." + kind.name())))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theListFiltersByWhatItsFormOffers() {
        var mine = cases.open(analyst, "Drossel", false);
        var exercise = cases.open(analyst, "Drossel", true);
        var other = cases.open(cases.person(Role.LEITUNG), "Drossel", false);
        clock.advance(Duration.ofDays(2)); // every task with a due time of that plan is late by now

        assertThat(listed(""))
                .contains(mine.codeName().value(), exercise.codeName().value());
        assertThat(listed("?uebung=ONLY")).containsExactly(exercise.codeName().value());
        assertThat(listed("?uebung=WITHOUT")).containsExactly(mine.codeName().value());
        assertThat(listed("?schwere=" + mine.classification().severity()))
                .contains(mine.codeName().value());
        assertThat(listed("?zustand=CLOSED")).isEmpty();
        assertThat(listed("?ueberfaellig=true")).contains(mine.codeName().value());
        assertThat(listed("?meine=true"))
                .contains(mine.codeName().value())
                .doesNotContain(other.codeName().value());
        assertThat(listed("?einrichtung=00000000-0000-4000-8000-000000000000")).isEmpty();
        assertThat(browser.get("/vorfaelle?zustand=CLOSED&suche=nichts").page().text())
                .contains("Kein Vorfall passt");
    }

    @Test
    void theSearchFindsByNameWordsAndIndicator() {
        var incident = cases.open(analyst, "Blaumeise", false);
        Acting.run(
                analyst,
                () -> indicators.add(
                        incident.id(), Indicators.Kind.HOST, "c2.blaumeise.example", "", Tlp.AMBER, Pap.AMBER));
        var report = Acting.as(
                analyst, () -> reports.begin(new Call("", "", "", null, "Der Beamer zeigt Kohlmeisen", false), false));
        var href = "/vorfaelle/" + incident.id();

        for (var word : new String[] {incident.codeName().value(), "blaumeise%203", "c2.blaumeise", "BLAUMEISE%204"}) {
            assertThat(found(word)).as(word).contains(href);
        }
        assertThat(found("kohlmeisen")).containsExactly("/anruf/" + report.id());
        assertThat(found("%25")).as("a sign of the pattern language is a sign").isEmpty();
        assertThat(browser.get("/suche?q=%3Cb%3E").page().select("main b")).isEmpty();
        assertThat(browser.get("/suche").status()).isEqualTo(200);
    }

    private List<String> listed(String query) {
        return browser.get("/vorfaelle" + query)
                .page()
                .select("table [data-row]")
                .eachText();
    }

    private List<String> found(String word) {
        return browser.get("/suche?q=" + word)
                .page()
                .select(".k-card [data-row]")
                .eachAttr("href");
    }
}
