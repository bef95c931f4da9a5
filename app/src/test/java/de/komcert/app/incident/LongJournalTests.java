package de.komcert.app.incident;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.audit.Chain;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The Einsatztagebuch of a very long incident, as its reader sees it. */
class LongJournalTests extends IncidentCase {

    @Autowired
    CountedStatements statements;

    @Autowired
    JournalWriting writing;

    @Autowired
    Chain chain;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Environment environment;

    Incident incident;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofHours(1));
        incident = cases.open(analyst, "Anlass", false);
    }

    @Test
    void statementsDoNotGrowWithTheJournal() throws Exception {
        try (var browser = members.signIn(member)) {
            browser.get(path(""));
            int room = statements.during(() -> browser.get(path("")));
            int short_ = statements.during(() -> browser.get(path("/tagebuch")));
            write(1_200);
            clock.advance(Duration.ofHours(1)); // so that the whole chain is checked anew
            assertThat(statements.during(() -> browser.get(path(""))))
                    .isEqualTo(room)
                    .isLessThanOrEqualTo(25);
            assertThat(statements.during(() -> browser.get(path("/tagebuch"))))
                    .isLessThanOrEqualTo(short_ + 2)
                    .isLessThanOrEqualTo(20);
            assertThat(browser.get(path("")).page().select(".k-journal > li")).hasSize(8);
        }
    }

    @Test
    void theWholeJournalIsReachedByLinksAlone() {
        write(250);
        var last = Cases.as(analyst, () -> journal.head(incident.compartment())).number();
        try (var browser = members.signIn(member)) {
            var page = browser.get(path("/tagebuch"));
            assertThat(numbers(page)).isEqualTo(down(last, last - 99));
            assertThat(page.page().select("a[rel=prev]")).isEmpty();
            page = browser.get(page.page().select("a[rel=next]").attr("href"));
            assertThat(numbers(page)).isEqualTo(down(last - 100, last - 199));
            page = browser.get(page.page().select("a[rel=next]").attr("href"));
            assertThat(numbers(page)).isEqualTo(down(last - 200, 1));
            assertThat(page.page().select("a[rel=next]")).isEmpty();
            page = browser.get(page.page().select("a[rel=prev]").attr("href"));
            assertThat(numbers(page)).isEqualTo(down(last - 100, last - 199));
        }
    }

    @Test
    void wordsAndKindsAreFoundByTheServer() {
        write(150);
        Acting.run(analyst, () -> {
            writing.write(incident.id(), "Der Hoster meldet \"100 %\" Ausfall_ganz", clock.instant(), null);
            writing.write(incident.id(), "Der Hoster ruft zurück", clock.instant(), null);
        });
        try (var browser = members.signIn(member)) {
            assertThat(texts(browser, "?suche=HOSTER")).hasSize(2);
            assertThat(texts(browser, "?suche=hoster+grothe"))
                    .as("each word, author too")
                    .hasSize(2);
            assertThat(texts(browser, "?suche=%25"))
                    .as("a percent sign is no wildcard")
                    .hasSize(1);
            assertThat(texts(browser, "?suche=t_b")).as("nor is an underscore").isEmpty();
            assertThat(texts(browser, "?suche=happenedAt"))
                    .as("only words of people")
                    .isEmpty();
            assertThat(texts(browser, "?suche=%22100")).hasSize(1);
            assertThat(texts(browser, "?art=REPORT")).allMatch(text -> text.contains("Meldung"));
            assertThat(texts(browser, "?art=REPORT")).isNotEmpty();
            var second = browser.get(path("/tagebuch?art=ENTRY&suche=Eintrag"))
                    .page()
                    .select("a[rel=next]")
                    .attr("href");
            assertThat(second).contains("art=ENTRY", "suche=Eintrag");
            assertThat(browser.get(second).page().select(".k-journal > li")).hasSize(50);
        }
    }

    @Test
    void aChangedByteIsSaidInPlainGermanAndShownInItsPlace() throws SQLException {
        var entry =
                Cases.as(analyst, () -> writing.write(incident.id(), "Der Server steht still.", clock.instant(), null));
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(path("/tagebuch")).body()).contains("Die Kette ist unversehrt");
            change(entry.number());
            var fresh = browser.get(path("/tagebuch"));
            assertThat(fresh.page().select("#e-" + entry.number()).text())
                    .as("each entry on a page is checked, however fresh the last full check is")
                    .contains("Dieser Eintrag wurde nachträglich verändert: Sein Text wurde verändert.");
            browser.submit(path("/tagebuch"), path("/tagebuch/pruefung"), Map.of());
            assertThat(browser.get(path("/tagebuch"))
                            .page()
                            .select(".k-note--problem")
                            .text())
                    .startsWith("Die Kette ist bei Nr. " + entry.number()
                            + " beschädigt: Sein Text wurde verändert. Ändern Sie nichts");
        }
    }

    @Test
    void theHourThatComesTwiceIsAskedForAndNothingTypedIsLost() {
        try (var browser = members.signIn(member)) {
            var typed = Map.of("text", "Kabel gezogen", "geschehen", "2026-10-25T02:30");
            var asked = browser.submit(path("/tagebuch"), typed);
            assertThat(asked.status()).isEqualTo(409);
            assertThat(asked.page().select("[role=alert]").text()).contains("02:30 Uhr gab es am 25.10.2026 zweimal");
            assertThat(asked.page().select("[name=text]").text()).isEqualTo("Kabel gezogen");
            assertThat(asked.page().select("[name=geschehen]").attr("value")).isEqualTo("2026-10-25T02:30");
            assertThat(asked.page().select("[name=zeit] option")).hasSize(3);
            var answered = browser.post(
                    path("/tagebuch"),
                    Map.of(
                            "text", "Kabel gezogen",
                            "geschehen", "2026-10-25T02:30",
                            "zeit", "WINTER",
                            "zurueck", "tagebuch",
                            "_csrf", asked.page().select("[name=_csrf]").attr("value")));
            assertThat(answered.status()).isIn(302, 303);
            assertThat(browser.get(path("/tagebuch"))
                            .page()
                            .select(".k-journal > li")
                            .first()
                            .html())
                    .contains("2026-10-25T01:30:00Z", "25.10.2026, 02:30 Uhr Winterzeit");
            assertThat(browser.get(path("/bericht")).body()).contains("25.10.2026, 02:30 Uhr Winterzeit");
        }
    }

    private void write(int count) {
        Acting.run(
                analyst,
                () -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                    for (int number = 1; number <= count; number++) {
                        journal.write(incident.compartment(), "Eintrag " + number, clock.instant(), null);
                    }
                }));
    }

    private String path(String tab) {
        return "/vorfaelle/" + incident.id() + tab;
    }

    private List<String> texts(Browser browser, String query) {
        return browser.get(path("/tagebuch" + query))
                .page()
                .select(".k-journal__text")
                .eachText();
    }

    private static List<String> numbers(Browser.Answer answer) {
        return answer.page().select(".k-journal > li").eachAttr("id");
    }

    private static List<String> down(long from, long to) {
        return IntStream.iterate((int) from, number -> number >= to, number -> number - 1)
                .mapToObj(number -> "e-" + number)
                .toList();
    }

    /** As somebody who holds the database itself. */
    private void change(long number) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("komcert.database.url"),
                        environment.getRequiredProperty("komcert.database.owner"),
                        environment.getRequiredProperty("komcert.database.owner-password"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update audit.text set body = replace(body, 'still', 'stell') where compartment_id = '%s' and number = %d"
                                    .formatted(incident.compartment(), number)))
                    .isEqualTo(1);
        }
    }
}
