package de.komcert.app.incident;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Contact;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.report.Call;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody on the telephone has to find in the room at once. */
class RoomTests extends IncidentCase {

    @Autowired
    Plans plans;

    @Autowired
    Informed informed;

    @Autowired
    Amendments amendments;

    @Autowired
    Constituency constituency;

    @Autowired
    Texts texts;

    Incident incident;
    EinrichtungId school;
    String name;
    Browser browser;
    String room;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Raum", false);
        browser = members.signIn(member);
        room = "/vorfaelle/" + incident.id();
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void belowTheNextThreeOfARoleStandsTheNextOfEachOther() {
        var plan = plan();
        var page = browser.get(room).page();
        for (var role : PlanRole.values()) {
            var shown = page.select("#andere dt:has(a[href=" + room + "?rolle=" + role + "]) + dd");
            var next = plan.next(role);
            if (role == PlanRole.CERT || next.isEmpty()) {
                assertThat(shown).as(role.name()).isEmpty();
            } else {
                assertThat(shown.text())
                        .as(role.name())
                        .startsWith(next.getFirst().step().title());
            }
        }
        assertThat(page.select("#andere dt")).hasSizeGreaterThan(1);
    }

    @Test
    void questionsStillToComeSayWhatForAndCanBeAnsweredAhead() {
        var plan = plan();
        assertThat(plan.gatesToCome()).isNotEmpty();
        var gate = plan.gatesToCome().getFirst();
        var page = browser.get(room + "/entscheidungen").page();
        var shown = page.selectFirst("section:has(#spaeter) #gate-" + gate.id());
        assertThat(shown).isNotNull();
        assertThat(shown.text()).contains(gate.question(), "sobald begonnen: ");
        assertThat(shown.hasAttr("open")).isFalse();

        var proof = page.select("[name=_csrf]").val();
        var decided = browser.post(
                room + "/entscheidungen?tor=" + gate.id(),
                Map.of("_csrf", proof, "entscheidung", gate.recommendation(), "wer", "Marit Hellweger"));
        assertThat(decided.status()).isEqualTo(303);
        assertThat(browser.get(room + "/entscheidungen").page().select("#gate-" + gate.id()))
                .isEmpty();
    }

    @Test
    void anIndicatorIsMarkedAsTheIncidentUnlessSomebodySaysOtherwise() {
        var form = browser.get(room + "/akte").page().selectFirst("form[action=" + room + "/hinweise]");
        assertThat(form).isNotNull();
        assertThat(form.select("[name=tlp] [selected]").val())
                .isEqualTo(incident.classification().tlp().name());
        assertThat(form.select("[name=pap] [selected]").val())
                .isEqualTo(incident.classification().pap().name());
    }

    @Test
    void whoeverWasReachedSaysSoBesideTheirNumberAndIsToldIfItWasAFalseAlarm() {
        var contact = school();
        var reaching = room + "/erreicht?kontakt=" + contact.id();
        clock.advance(Duration.ofHours(2));
        assertThat(browser.submit(room, reaching, Map.of("seit", "bald")).status())
                .isEqualTo(409);
        assertThat(told()).isEmpty();

        var since = clock.instant().minus(Duration.ofMinutes(30));
        var typed = new Times(texts, Locale.GERMAN, since).clock(since);
        assertThat(browser.submit(room, reaching, Map.of("seit", typed)).status())
                .isEqualTo(303);

        assertThat(told()).singleElement().satisfies(party -> {
            assertThat(party.who()).isEqualTo(contact.name() + ", " + contact.title());
            assertThat(party.channel()).isEqualTo("Telefon");
            assertThat(party.toldAt()).isEqualTo(since.truncatedTo(ChronoUnit.MINUTES));
        });
        var shown = browser.get(room).page();
        assertThat(shown.select("section:has(#erreichen) li:contains(" + contact.name() + ")")
                        .text())
                .contains("weiß es seit", typed);
        assertThat(shown.select("form[action=" + reaching + "]")).isEmpty();

        var proof = shown.select("[name=_csrf]").val();
        var stranger =
                browser.post(room + "/erreicht?kontakt=" + UUID.randomUUID(), Map.of("_csrf", proof, "seit", ""));
        assertThat(stranger.status()).as("nobody whom the room names").isEqualTo(404);
    }

    @Test
    void theHandOverBeginsWithWhatIsRecordedAlready() {
        var gate = plan().gatesAsked().getFirst();
        var proof = browser.get(room + "/entscheidungen")
                .page()
                .select("[name=_csrf]")
                .val();
        browser.post(
                room + "/entscheidungen?tor=" + gate.id(),
                Map.of("_csrf", proof, "wahl", gate.recommendation(), "wer", "Marit Hellweger"));
        var running = plan().next(PlanRole.CERT).getFirst().step();
        Acting.run(analyst, () -> plans.start(incident.id(), running.id()));

        var begun =
                browser.get(room + "/beteiligte").page().select("[name=text]").val();
        assertThat(begun)
                .contains("Raum 2", "Raum 1")
                .contains("Entschieden: " + gate.question() + " " + gate.recommendation() + " (Marit Hellweger)")
                .contains("Läuft: " + running.id() + " " + running.title());
        var next = plan().next(PlanRole.CERT).stream()
                .filter(one -> !one.running())
                .toList();
        assertThat(begun.contains("Als Nächstes: ")).isEqualTo(!next.isEmpty());
    }

    @Test
    void whoeverTookOverReadsItFirstOnTheStartPageForAWorkingDay() {
        var relief = members.create(Role.ANALYST);
        assertThat(browser.submit(
                                room + "/beteiligte",
                                room + "/uebergabe",
                                Map.of("person", relief.id().toString(), "text", "Bitte weiter"))
                        .status())
                .isEqualTo(303);
        try (var theirs = members.signIn(relief)) {
            assertThat(theirs.get("/").page().select("[data-part=handed]").text())
                    .contains(incident.codeName().value(), incident.title(), "Milena Grothe");
            clock.advance(Duration.ofHours(9));
        }
        try (var theirs = members.signIn(relief)) {
            assertThat(theirs.get("/").page().select("[data-part=handed]").text())
                    .isEmpty();
        }
        assertThat(browser.get("/").page().select("[data-part=handed]").text()).isEmpty();
    }

    @Test
    void aSecondCallFromThereNamesTheIncidentThatRunsAndIsCalledByItsName() {
        school();
        var call = new Call("0221 4710-999", "Herr Wind", "die Grundschule", school.value(), "Nichts geht", null);
        var report = Acting.as(analyst, () -> reports.begin(call, false)).id();
        var page = browser.get("/anruf/" + report).page();
        assertThat(page.select("section:has(#was) .k-note").text())
                .contains(incident.codeName().value());
        assertThat(page.select("#schon-bekannt details").hasAttr("open")).isTrue();
        assertThat(page.select("[name=ziel] [selected]").val()).isEqualTo("VORFALL:" + incident.id());

        var second = Acting.as(analyst, () -> incidents.open(report, Cases.PLAYBOOK, ""));
        assertThat(second.title()).endsWith(", " + name);
        assertThat(second.codeName().tree()).isNotEqualTo(incident.codeName().tree());
    }

    /** A school nobody else knows, with its head, touched by the incident. */
    private Contact school() {
        name = "Grundschule " + UUID.randomUUID();
        var registered = Acting.as(
                analyst,
                () -> amendments.register(
                        Map.of("shortName", name.substring(0, 20), "name", name, "type", "SCHULE"),
                        Map.of(
                                Sheet.KONTAKTE,
                                List.of(Map.of(
                                        "role",
                                        "SL",
                                        "name",
                                        "Ulrike Sandhövel",
                                        "title",
                                        "Schulleiterin",
                                        "mobile",
                                        "0176 040690-20")))));
        assertThat(registered).isInstanceOf(Amendments.Outcome.Done.class);
        school = ((Amendments.Outcome.Done) registered).id();
        assertThat(browser.submit(
                                room + "/akte",
                                room + "/betroffen",
                                Map.of("einrichtung", school.value().toString()))
                        .status())
                .isEqualTo(303);
        return Acting.as(analyst, () -> constituency.contacts(school)).getFirst();
    }

    private List<Informed.Party> told() {
        return Acting.as(analyst, () -> informed.of(incident.id()));
    }

    private Plan plan() {
        return Acting.as(analyst, () -> plans.of(incident));
    }
}
