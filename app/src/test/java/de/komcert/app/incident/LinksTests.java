package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

/** Two incidents belong together, and only who sees both knows it. */
class LinksTests extends IncidentCase {

    @Autowired
    Links links;

    @Autowired
    Closing closing;

    @Autowired
    Readers readers;

    @Autowired
    IncidentReports incidentReports;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Member bothMember;
    Member firstMember;
    Member secondMember;
    /** Sees both. */
    Actor.Person both;
    /** Sees only the first. */
    Actor.Person ofFirst;
    /** Sees only the second. */
    Actor.Person ofSecond;

    Incident first;
    Incident second;

    @BeforeEach
    void openTwo() {
        clock.advance(Duration.ofMinutes(5));
        bothMember = member;
        firstMember = members.create(Role.ANALYST);
        secondMember = members.create(Role.ANALYST);
        both = analyst;
        ofFirst = Cases.acting(firstMember.id(), Role.ANALYST);
        ofSecond = Cases.acting(secondMember.id(), Role.ANALYST);
        first = cases.open(both, "Blaumeise", false);
        second = cases.open(both, "Kohlmeise", false);
        Acting.run(both, () -> {
            readers.admit(first.id(), ofFirst.person());
            readers.admit(second.id(), ofSecond.person());
        });
    }

    @Test
    void aMergedIncidentEndsAndPointsToTheLeadingOneForWhoSeesBoth() {
        var membersBefore = Cases.as(both, () -> compartments.members(second.compartment()));
        var entriesBefore = Cases.as(both, () -> journal.entries(second.compartment()));
        Acting.run(both, () -> {
            links.merge(first.id(), second.id(), "Gleiche Ursache, wird gemeinsam bearbeitet.");

            var merged = incidents.find(first.id());
            assertThat(merged.state()).isEqualTo(Incident.State.CLOSED);
            assertThat(merged.outcome()).isEqualTo(Incident.Outcome.MERGED);
            assertThat(links.of(first.compartment()))
                    .extracting(Link::tie, Link::incident)
                    .containsExactly(tuple(Link.Tie.MERGED_INTO, second.id()));
            assertThat(links.of(second.compartment()))
                    .extracting(Link::tie, Link::incident)
                    .containsExactly(tuple(Link.Tie.MERGED_FROM, first.id()));
            refused("incident.closed", () -> links.merge(first.id(), second.id(), "Noch einmal"));

            // The leading one is as it was, but for the link and its entry.
            assertThat(incidents.find(second.id())).isEqualTo(second);
            assertThat(compartments.members(second.compartment())).isEqualTo(membersBefore);
            var entries = journal.entries(second.compartment());
            assertThat(entries).startsWith(entriesBefore.toArray(JournalEntry[]::new));
            assertThat(entries).hasSize(entriesBefore.size() + 1);
            assertThat(entries.getLast().text())
                    .contains(links.of(second.compartment()).getFirst().fingerprint());
            assertThat(journal.verify(first.compartment())).isInstanceOf(Verification.Intact.class);
            assertThat(journal.verify(second.compartment())).isInstanceOf(Verification.Intact.class);
        });
    }

    @Test
    void whoSeesOneEndDoesNotLearnThatThereIsAnother() {
        Acting.run(both, () -> links.merge(first.id(), second.id(), "Hier ist nichts mehr zu tun."));
        Acting.run(ofFirst, () -> {
            assertThat(incidents.find(first.id()).outcome()).isEqualTo(Incident.Outcome.ENDED);
            assertThat(incidents.list(Incidents.Filter.ALL))
                    .extracting(Incident::outcome)
                    .containsExactly(Incident.Outcome.ENDED);
        });
        silent(ofFirst, first, second);
        silent(ofSecond, second, first);
        try (var browser = members.signIn(firstMember)) {
            silent(browser, first, second);
        }
        try (var browser = members.signIn(secondMember)) {
            silent(browser, second, first);
        }
        // What the one end of a merger looks like is what any ended incident looks like.
        var ended = cases.open(both, "Blaumeise", false);
        Acting.run(both, () -> closing.close(ended.id(), Incident.Outcome.ENDED, "Hier ist nichts mehr zu tun."));
        assertThat(Cases.as(both, () -> incidents.find(ended.id())).outcome()).isEqualTo(Incident.Outcome.ENDED);
    }

    @Test
    void whoIsLetInToBothLearnsOfTheLinkAndWhoIsRemovedLosesIt() {
        Acting.run(both, () -> {
            links.adopt(first.id(), second.id());
            readers.admit(second.id(), ofFirst.person());
        });
        assertThat(Cases.as(ofFirst, () -> links.of(first.compartment()))).hasSize(1);
        Acting.run(both, () -> readers.remove(second.id(), ofFirst.person()));
        assertThat(Cases.as(ofFirst, () -> links.of(first.compartment()))).isEmpty();
    }

    @Test
    void parentAndChildAreShownInRoomAndReportOnlyToWhoSeesBoth() {
        Acting.run(both, () -> {
            links.adopt(first.id(), second.id());
            assertThat(incidents.find(first.id()).state()).isEqualTo(Incident.State.OPEN);
            assertThat(incidentReports.of(first.id()).links())
                    .containsExactly(new IncidentReport.LinkedWith(
                            Link.Tie.PARENT, second.codeName().value(), second.title()));
            assertThat(incidentReports.of(second.id()).links())
                    .containsExactly(new IncidentReport.LinkedWith(
                            Link.Tie.CHILD, first.codeName().value(), first.title()));
        });
        try (var browser = members.signIn(bothMember)) {
            var codeName = second.codeName().value();
            assertThat(browser.get("/vorfaelle/" + first.id())
                            .page()
                            .select("[data-part=links]")
                            .text())
                    .contains("Teil von", codeName);
            assertThat(browser.get("/vorfaelle/" + first.id() + "/bericht").body())
                    .contains(codeName);
        }
        silent(ofFirst, first, second);
        silent(ofSecond, second, first);
        try (var browser = members.signIn(firstMember)) {
            silent(browser, first, second);
        }
    }

    @Test
    void aParentIsOneAndNobodyIsPartOfThemselves() {
        var third = cases.open(both, "Tannenmeise", false);
        Acting.run(both, () -> {
            links.adopt(first.id(), second.id());
            links.adopt(second.id(), third.id());
            refused("link.already", () -> links.adopt(first.id(), second.id()));
            refused("link.hasParent", () -> links.adopt(first.id(), third.id()));
            refused("link.circle", () -> links.adopt(second.id(), first.id()));
            refused("link.circle", () -> links.adopt(third.id(), first.id()));
            refused("link.same", () -> links.adopt(third.id(), third.id()));
            refused("link.same", () -> links.merge(third.id(), third.id(), "Grund"));

            var link = links.of(first.compartment()).getFirst();
            links.part(first.id(), link.id());
            assertThat(links.of(first.compartment())).isEmpty();
            notHere(() -> links.part(first.id(), link.id()));
            links.adopt(first.id(), third.id());
            assertThat(links.of(third.compartment())).hasSize(2);
        });
    }

    @Test
    void aMergerStaysAndBelongsToNoOtherIncident() {
        var third = cases.open(both, "Tannenmeise", false);
        Acting.run(both, () -> {
            links.merge(first.id(), second.id(), "Grund");
            var link = links.of(second.compartment()).getFirst();
            notHere(() -> links.part(second.id(), link.id()));
            notHere(() -> links.part(third.id(), link.id()));
        });
    }

    @Test
    void nobodyLinksWhatTheyDoNotSee() {
        for (var other : List.of(second.id(), IncidentId.random())) {
            Acting.run(ofFirst, () -> {
                notHere(() -> links.merge(first.id(), other, "Grund"));
                notHere(() -> links.merge(other, first.id(), "Grund"));
                notHere(() -> links.adopt(first.id(), other));
                notHere(() -> links.adopt(other, first.id()));
            });
        }
        assertThat(Cases.as(both, () -> incidents.find(first.id()))).isEqualTo(first);
        // Past the program, too: the database refuses a link of which its writer sees one end.
        assertThatThrownBy(() -> Acting.run(
                        ofFirst,
                        () -> transactions.executeWithoutResult(_ -> jdbc.sql("""
                        insert into incident.link (id, compartment_id, other_compartment_id, kind, linked_by, linked_at,
                            salt) values (?, ?, ?, 'CHILD', ?, ?, ?)""")
                                .params(
                                        UUID.randomUUID(),
                                        first.compartment().value(),
                                        second.compartment().value(),
                                        ofFirst.person().value(),
                                        Timestamp.from(clock.instant()),
                                        new byte[16])
                                .update())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aFormWithAForeignTargetIsNotFoundAndAnswersLikeOneThatIsNotThere() {
        try (var browser = members.signIn(firstMember)) {
            var proof = browser.get("/konto").page().select("[name=_csrf]").attr("value");
            for (var path : List.of("/zusammenfuehren", "/ueber", "/unter")) {
                var theirs = browser.post(
                        "/vorfaelle/" + first.id() + path,
                        Map.of("_csrf", proof, "ziel", second.id().toString(), "grund", "Grund"));
                var none = browser.post(
                        "/vorfaelle/" + first.id() + path,
                        Map.of("_csrf", proof, "ziel", UUID.randomUUID().toString(), "grund", "Grund"));
                assertThat(theirs.status()).as(path).isEqualTo(404);
                assertThat(none.status()).as(path).isEqualTo(404);
                assertThat(theirs.body().length())
                        .as(path)
                        .isEqualTo(none.body().length());
            }
        }
        assertThat(Cases.as(both, () -> links.of(first.compartment()))).isEmpty();
    }

    @Test
    void anExerciseIsNotLinkedWithAnythingReal() {
        var exercise = cases.open(both, "Probe", true);
        var call = Cases.as(both, () -> reports.begin(new Call("", "", "Stadt", null, "Worte", false), true));
        Acting.run(both, () -> {
            refused("link.exercise", () -> links.merge(exercise.id(), second.id(), "Grund"));
            refused("link.exercise", () -> links.adopt(second.id(), exercise.id()));
            refused("link.exercise", () -> links.merge(call.id(), second.id(), "Grund"));
            assertThat(links.candidates(exercise)).isEmpty();
            assertThat(incidents.find(exercise.id()).closed()).isFalse();
        });
    }

    @Test
    void aMeldungIsMergedIntoAnIncidentAndNothingOfItIsLost() {
        var call = new Call("0176 040690-21", "Hausmeister", "Gesamtschule", null, "Drucker spinnt", false);
        var report = Cases.as(both, () -> reports.begin(call, false));
        Acting.run(both, () -> {
            refused("link.reasonMissing", () -> links.merge(report.id(), second.id(), " "));
            links.merge(report.id(), second.id(), "Schon bekannt.");
            var ended = reports.find(report.id());
            assertThat(ended.state()).isEqualTo(Report.State.MERGED);
            assertThat(ended.call()).isEqualTo(report.call());
            assertThat(reports.open()).noneMatch(open -> open.id().equals(report.id()));
            assertThat(links.of(second.compartment()))
                    .extracting(Link::tie, Link::report, Link::title)
                    .containsExactly(tuple(Link.Tie.MERGED_FROM, report.id(), "Drucker spinnt"));
            refused("report.ended", () -> links.merge(report.id(), second.id(), "Noch einmal"));
        });
        Acting.run(ofSecond, () -> {
            assertThat(links.of(second.compartment())).isEmpty();
            notHere(() -> reports.find(report.id()));
        });
        // Whoever is let in to the call alone reads that it is closed, and no more.
        Acting.run(both, () -> compartments.admit(report.compartment(), ofFirst.person()));
        Acting.run(ofFirst, () -> {
            assertThat(reports.find(report.id()).state()).isEqualTo(Report.State.ENDED);
            assertThat(links.of(report.compartment())).isEmpty();
        });
    }

    @Test
    void aMeldungIsMergedIntoAnotherAndGoesWithItIntoItsIncident() {
        var one = Cases.as(both, () -> reports.begin(new Call("", "", "Schule", null, "eins", false), false));
        var other = Cases.as(both, () -> reports.begin(new Call("", "", "Schule", null, "zwei", false), false));
        Acting.run(both, () -> {
            refused("link.same", () -> links.merge(one.id(), one.id(), "Grund"));
            links.merge(one.id(), other.id(), "Derselbe Anlass.");
            var opened = incidents.open(other.id(), Cases.PLAYBOOK, "");
            assertThat(links.of(one.compartment())).extracting(Link::incident).containsExactly(opened.id());
        });
    }

    @Test
    void aCallIsMergedOnItsPage() {
        var report = Cases.as(both, () -> reports.begin(new Call("", "", "Schule", null, "drei", false), false));
        try (var browser = members.signIn(bothMember)) {
            var path = "/anruf/" + report.id();
            var unchosen = browser.submit(path, path + "/zusammenfuehren", Map.of("grund", "Schon bekannt."));
            assertThat(unchosen.status()).isEqualTo(409);
            assertThat(unchosen.page()
                            .select("form[action$=zusammenfuehren] [name=grund]")
                            .val())
                    .isEqualTo("Schon bekannt.");
            var sent = browser.submit(
                    path,
                    path + "/zusammenfuehren",
                    Map.of("ziel", "VORFALL:" + second.id(), "grund", "Schon bekannt."));
            assertThat(sent.status()).isEqualTo(303);
            assertThat(browser.get(path).body())
                    .contains("zusammengeführt", second.codeName().value());
        }
    }

    private void silent(Actor.Person reader, Incident seen, Incident hidden) {
        Acting.run(reader, () -> {
            assertThat(links.of(seen.compartment())).isEmpty();
            assertThat(links.candidates(seen)).isEmpty();
            assertThat(incidentReports.of(seen.id()).toString())
                    .doesNotContain(
                            hidden.codeName().value(),
                            hidden.title(),
                            hidden.id().toString());
            transactions.executeWithoutResult(_ -> assertThat(jdbc.sql("select count(*) from incident.link")
                            .query(Long.class)
                            .single())
                    .isZero());
        });
    }

    private static void silent(Browser browser, Incident seen, Incident hidden) {
        for (var path : List.of("", "/tagebuch", "/akte", "/beteiligte", "/bericht", "/bericht.json", "/auftrag")) {
            var answer = browser.get("/vorfaelle/" + seen.id() + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .doesNotContain(hidden.codeName().value(), hidden.id().toString(), "zusammengeführt", "Teil von");
        }
        assertThat(browser.get("/vorfaelle?zustand=ALL").body())
                .doesNotContain(hidden.codeName().value());
    }
}
