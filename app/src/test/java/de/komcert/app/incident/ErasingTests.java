package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Anchoring;
import de.komcert.app.audit.Verification;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.retention.Erasing;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Period;
import de.komcert.app.incident.retention.Periods;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.web.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is erased, what is not, and who decides: the period, the announcement and the holds, read by the database itself.
 *
 * <p>The database has its own clock, so the rows are moved into the past and not the time into the future.
 */
@IdentityServer
class ErasingTests {

    private static final Instant LONG_AGO = Instant.parse("2001-05-04T10:00:00Z");

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    Closing closing;

    @Autowired
    Links links;

    @Autowired
    Readers readers;

    @Autowired
    JournalExport export;

    @Autowired
    Journal journal;

    @Autowired
    Anchoring anchoring;

    @Autowired
    Erasing erasing;

    @Autowired
    Holds holds;

    @Autowired
    Periods periods;

    @Autowired
    Retentions retentions;

    @Autowired
    Tombstones tombstones;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    @TempDir
    Path folder;

    Cases cases;
    JdbcClient owner;
    Member leadMember;
    Actor.Person lead;
    Actor.Person leitung;
    Incident incident;

    @BeforeEach
    void closeOne() {
        clock.advance(Duration.ofMinutes(5));
        clock.catchUp();
        owner = JdbcClient.create(ownerOfTheDatabase);
        cases = new Cases(members, reports, incidents);
        leadMember = members.create(Role.ANALYST);
        lead = Cases.acting(leadMember.id(), Role.ANALYST);
        leitung = cases.person(Role.LEITUNG);
        incident = closed(Incident.Outcome.ENDED);
    }

    @Test
    void itIsAnnouncedFirstAndErasedThirtyDaysLater() {
        past(incident.compartment());
        erasing.run();
        var entry = lastEntry();
        assertThat(entry).startsWith("Löschung angekündigt für den ").contains("Vorfall, 36 Monate");
        erasing.run();
        erasing.run();
        assertThat(lastEntry()).isEqualTo(entry);
        assertThat(there()).isTrue();
        var day = Times.german(LocalDate.ofInstant(Instant.now(), Times.ZONE).plusDays(31));
        try (var browser = members.signIn(leadMember)) {
            for (var page : List.of("/vorfaelle/" + incident.id(), "/vorfaelle?zustand=CLOSED", "/")) {
                assertThat(browser.get(page).page().select("main").text())
                        .as(page)
                        .contains(day);
            }
        }

        announcedDaysAgo(30);
        tried();
        assertThat(there()).as("thirty days have not passed").isTrue();
        announcedDaysAgo(31);
        erasing.run();
        assertThat(there()).isFalse();
        assertThat(Acting.as(lead, () -> tombstones.find(incident.id()))).isPresent();
    }

    @Test
    void theClockOfTheProgramShortensNothing() {
        past(incident.compartment());
        erasing.run();
        clock.advance(Duration.ofDays(400));
        try {
            erasing.run();
            assertThat(there()).as("the database has another clock").isTrue();
            assertThat(lastEntry()).startsWith("Löschung angekündigt");
        } finally {
            clock.advance(Duration.ofDays(-400));
        }
    }

    @Test
    void beforeItsPeriodIsOverNothingIsAnnounced() {
        erasing.run();
        assertThat(announced()).isFalse();
        assertThat(Acting.as(lead, () -> retentions.of(incident.compartment())).keptUntil())
                .contains(LocalDate.ofInstant(clock.instant(), Times.ZONE).plusMonths(36));
    }

    @Test
    void eachKindHasItsOwnPeriod() {
        var exercise = cases.open(lead, "Übung", true);
        var alarm = closed(Incident.Outcome.FALSE_ALARM);
        var report = Acting.as(
                lead, () -> reports.answer(reports.begin(call(), false).id(), "Beantwortet"));
        Acting.run(lead, () -> {
            closing.close(exercise.id(), Incident.Outcome.FALSE_ALARM, "Ende der Probe");
            assertThat(retentions.of(incident.compartment()).kind()).isEqualTo(Kind.INCIDENT);
            assertThat(retentions.of(exercise.compartment()).kind()).isEqualTo(Kind.EXERCISE);
            assertThat(retentions.of(alarm.compartment()).kind()).isEqualTo(Kind.FALSE_ALARM);
            assertThat(retentions.of(report.compartment()).kind()).isEqualTo(Kind.REPORT);
            assertThat(retentions.of(report.compartment()).months()).isEqualTo(6);
        });
    }

    @Test
    void aHoldWinsAlsoAMomentBefore() {
        announceAndAge();
        var hold = Acting.as(lead, () -> holds.set(incident.compartment(), demand("Staatsanwaltschaft, 12 Js 34/26")));
        erasing.run();
        assertThat(there()).isTrue();
        assertThat(announced()).as("the announcement is off").isFalse();
        assertThat(texts()).contains("Die angekündigte Löschung findet nicht statt.");

        Acting.run(lead, () -> holds.lift(incident.compartment(), hold, "Verfahren eingestellt"));
        erasing.run();
        assertThat(announced()).as("announced anew").isTrue();
        announcedDaysAgo(20);
        tried();
        assertThat(there()).isTrue();
        announcedDaysAgo(31);
        erasing.run();
        assertThat(there()).isFalse();
    }

    @Test
    void whoeverSetsAHoldWhileItIsErasedEitherWinsOrLearnsThatItIsGone() throws Exception {
        announceAndAge();
        var held = new CompletableFuture<Boolean>();
        var release = new CompletableFuture<Boolean>();
        var setting = CompletableFuture.runAsync(() -> Acting.run(
                lead,
                () -> transactions.executeWithoutResult(_ -> {
                    holds.set(incident.compartment(), demand("Staatsanwaltschaft"));
                    held.complete(true);
                    release.join();
                })));
        held.get(20, TimeUnit.SECONDS);
        var running = CompletableFuture.runAsync(erasing::run);
        assertThat(running).as("waits for whoever sets the hold").isNotDone();
        release.complete(true);
        setting.get(20, TimeUnit.SECONDS);
        running.get(20, TimeUnit.SECONDS);
        assertThat(there()).isTrue();
        assertThat(announced()).isFalse();
    }

    @Test
    void allOfSeveralHoldsMustBeLifted() {
        past(incident.compartment());
        Acting.run(lead, () -> {
            var one = holds.set(incident.compartment(), demand("Staatsanwaltschaft"));
            holds.set(incident.compartment(), demand("Rechtsamt"));
            holds.lift(incident.compartment(), one, "Verfahren eingestellt");
            refused("hold.liftedAlready", () -> holds.lift(incident.compartment(), one, "Noch einmal"));
        });
        erasing.run();
        assertThat(announced()).isFalse();
        Acting.run(lead, () -> {
            var other = holds.of(incident.compartment()).getFirst();
            assertThat(other.orderedBy()).isEqualTo("Rechtsamt");
            refused("hold.liftReasonMissing", () -> holds.lift(incident.compartment(), other.id(), " "));
            holds.lift(incident.compartment(), other.id(), "Frist abgelaufen");
        });
        erasing.run();
        assertThat(announced()).isTrue();
    }

    @Test
    void aNextLookEndsNoHold() {
        past(incident.compartment());
        Acting.run(
                lead,
                () -> holds.set(
                        incident.compartment(),
                        new Holds.Demand(
                                "Rechtsamt", "Klage erwartet", clock.instant().minusSeconds(60))));
        erasing.run();
        assertThat(announced()).isFalse();
        assertThat(Acting.as(lead, () -> retentions.of(incident.compartment())).held())
                .isTrue();
    }

    @Test
    void holdsAreSetByTheLeitungOrWhoeverLeads() {
        var colleague = cases.person(Role.ANALYST);
        var open = cases.open(lead, "Offen", false);
        Acting.run(lead, () -> readers.admit(open.id(), colleague.person()));
        Acting.run(colleague, () -> refused("hold.notYours", () -> holds.set(open.compartment(), demand("Rechtsamt"))));
        Acting.run(lead, () -> refused("hold.incomplete", () -> holds.set(open.compartment(), demand(" "))));
        var stranger = cases.person(Role.ANALYST);
        Acting.run(stranger, () -> notHere(() -> holds.set(open.compartment(), demand("Rechtsamt"))));
        var hold = Acting.as(leitung, () -> holds.set(open.compartment(), demand("Rechtsamt")));
        Acting.run(
                colleague, () -> refused("hold.notYours", () -> holds.lift(open.compartment(), hold, "Nicht meine")));
        assertThat(Acting.as(colleague, () -> holds.of(open.compartment())))
                .singleElement()
                .satisfies(one -> assertThat(one.stands()).isTrue());
    }

    @Test
    void whatIsOpenAgainIsNotErased() {
        announceAndAge();
        owner.sql("update incident.incident set state = 'OPEN', closed_at = null, outcome = null where id = ?")
                .param(incident.id().value())
                .update();
        erasing.run();
        assertThat(there()).isTrue();
        assertThat(announced()).isFalse();
        assertThat(Acting.as(lead, () -> retentions.of(incident.compartment())).erasedOn(LocalDate.parse("2030-01-01")))
                .isEmpty();
    }

    @Test
    void aLongerPeriodTakesTheAnnouncementBackAndAShorterOneErasesNothingAtOnce() {
        var number = Acting.as(lead, () -> periods.holding(Kind.INCIDENT)).number();
        moved(incident.compartment(), Instant.now().minus(Duration.ofDays(370)));
        Acting.run(leitung, () -> periods.change(Kind.INCIDENT, 1, "Probe: viel zu kurz", number));
        try {
            erasing.run();
            assertThat(announced()).isTrue();
            tried();
            assertThat(there()).isTrue();
        } finally {
            Acting.run(leitung, () -> periods.change(Kind.INCIDENT, 36, "Probe: zurück", number + 1));
        }
        erasing.run();
        assertThat(announced()).isFalse();
        assertThat(there()).isTrue();
    }

    @Test
    void theDatabaseRefusesEveryOtherErasing() {
        var compartment = incident.compartment();
        var job = new Actor.Job("Aufbewahrung").in(compartment);
        refusedByTheDatabase(job, "period is not over", "select incident.erase(?)", compartment);
        past(compartment);
        refusedByTheDatabase(job, "not announced", "select incident.erase(?)", compartment);
        announceAndAge();
        Acting.run(lead, () -> holds.set(compartment, demand("Rechtsamt")));
        // A hold takes the announcement away; put back, the hold still forbids.
        owner.sql("insert into incident.announcement values (?, ?)")
                .params(compartment.value(), Timestamp.from(LONG_AGO))
                .update();
        refusedByTheDatabase(job, "a hold stands", "select incident.erase(?)", compartment);
        refusedByTheDatabase(lead, "only the job of retention", "select incident.erase(?)", compartment);
        refusedByTheDatabase(
                new Actor.Job("Aufbewahrung").in(CompartmentId.random()),
                "no such compartment",
                "select incident.erase(?)",
                compartment);
        for (var inner : new String[] {"audit.erase_texts", "vault.erase", "access.forget_exclusions"}) {
            refusedByTheDatabase(job, "permission denied for function", "select " + inner + "(?)", compartment);
        }
        for (var table : new String[] {
            "audit.text",
            "audit.link",
            "audit.head",
            "incident.incident",
            "incident.report",
            "incident.hold",
            "incident.decision",
            "incident.file",
            "incident.tombstone",
            "vault.key"
        }) {
            refusedByTheDatabase(
                    job,
                    "permission denied for table",
                    "delete from " + table + " where compartment_id = ?",
                    compartment);
        }
        refusedByTheDatabase(
                lead,
                "row-level security",
                "insert into incident.announcement (compartment_id) values (?)",
                compartment);
        refusedByTheDatabase(
                job,
                "permission denied",
                "insert into incident.announcement (compartment_id, announced_at) values (?, '2001-01-01')",
                compartment);
        assertThat(there()).isTrue();
    }

    @Test
    void theJobSeesTheOneCompartmentItVisits() {
        var other = closed(Incident.Outcome.ENDED);
        var job = new Actor.Job("Aufbewahrung");
        assertThat(seen(job)).isZero();
        assertThat(seen(job.in(incident.compartment()))).isEqualTo(1);
        assertThat(seen(new Actor.Job("anchoring").in(incident.compartment()))).isZero();
        Acting.run(job.in(incident.compartment()), () -> notHere(() -> incidents.find(other.id())));
    }

    @Test
    void theDatabaseCountsMonthsAsTheProgramDoes() {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var closed = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 2_400_000_000L));
            int months = random.nextInt(Period.SHORTEST, Period.LONGEST);
            assertThat(owner.sql("select incident.kept_until(?, ?)")
                            .params(Timestamp.from(closed), months)
                            .query(LocalDate.class)
                            .single())
                    .as("komcert.seed=%d, %s, %d months", seed, closed, months)
                    .isEqualTo(new Period(Kind.INCIDENT, 1, months, "", "", closed).keptUntil(closed));
        }
    }

    @Test
    void theChainShowsTheGapAndSaysWhyInPageAndExport() throws Exception {
        anchoring.anchor();
        var before = Acting.as(lead, () -> journal.head(incident.compartment()));
        var earlier = exported(incident);
        announceAndAge();
        erasing.run();

        Acting.run(lead, () -> {
            var stone = tombstones.find(incident.id()).orElseThrow();
            assertThat(stone.codeName()).isEqualTo(incident.codeName());
            assertThat(stone.months()).isEqualTo(36);
            var head = journal.head(incident.compartment());
            assertThat(stone.headNumber()).isEqualTo(head.number());
            assertThat(journal.verify(incident.compartment()))
                    .isEqualTo(new Verification.Intact(head.number(), head.number() - 1));
            assertThat(journal.anchored(incident.compartment()).orElseThrow().number())
                    .isEqualTo(before.number());
        });
        anchoring.anchor();

        var printed = String.valueOf(before.number());
        var hash = HexFormat.of().formatHex(before.hash());
        assertThat(verified(earlier, printed, hash))
                .startsWith("Unversehrt: ")
                .contains("davon 0 gelöscht")
                .doesNotContain("Der letzte Eintrag sagt");
        try (var browser = members.signIn(leadMember)) {
            var left = browser.get("/vorfaelle/" + incident.id() + "/tagebuch.zip");
            assertThat(left.header("Content-Disposition").orElseThrow())
                    .contains(incident.codeName() + "-tagebuch.zip");
            var room = browser.get("/vorfaelle/" + incident.id());
            assertThat(room.status()).isEqualTo(200);
            assertThat(room.page().select("main").text())
                    .contains(incident.codeName().value(), "gelöscht", "36 Monate", "Die Kette ist unversehrt")
                    .doesNotContain("Blaumeise");
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/akte").location())
                    .endsWith("/vorfaelle/" + incident.id());
            assertThat(browser.get("/vorfaelle?zustand=ERASED")
                            .page()
                            .select("main")
                            .text())
                    .contains(incident.codeName().value());
            assertThat(browser.get("/vorfaelle?zustand=ALL").body())
                    .doesNotContain(incident.codeName().value());
            var json = browser.get("/vorfaelle/" + incident.id() + "/bericht.json");
            assertThat(json.body())
                    .contains(
                            "\"erasedAt\"",
                            "\"erased\":true",
                            incident.codeName().value())
                    .doesNotContain("Blaumeise");
        }
        assertThat(verified(erasedExport(), printed, hash))
                .startsWith("Unversehrt: ")
                .contains("Gelöscht nach Ablauf der Aufbewahrungsfrist: Vorfall, 36 Monate ab dem Abschluss am ")
                .contains("Der gedruckte Kopf Nr. " + printed + " ist darin enthalten.");
    }

    @Test
    void toEverybodyElseItNeverWas() {
        var stranger = members.create(Role.ANALYST);
        announceAndAge();
        erasing.run();
        try (var browser = members.signIn(stranger)) {
            var nowhere = browser.get("/vorfaelle/" + UUID.randomUUID());
            var erased = browser.get("/vorfaelle/" + incident.id());
            assertThat(erased.status()).isEqualTo(404).isEqualTo(nowhere.status());
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/akte").status())
                    .isEqualTo(404);
            assertThat(browser.get("/vorfaelle?zustand=ERASED").body())
                    .doesNotContain(incident.codeName().value());
        }
    }

    @Test
    void aMeldungThatBecameNoIncidentIsErasedToo() {
        var report = Acting.as(
                lead, () -> reports.answer(reports.begin(call(), false).id(), "Rotkehlchen beantwortet"));
        owner.sql("update incident.report set ended_at = ? where id = ?")
                .params(Timestamp.from(LONG_AGO), report.id().value())
                .update();
        erasing.run();
        try (var browser = members.signIn(leadMember)) {
            assertThat(browser.get("/").page().select("main").text()).contains("Wird bald gelöscht");
            assertThat(browser.get("/anruf/" + report.id())
                            .page()
                            .select("main")
                            .text())
                    .contains("Rotkehlchen", "Wird am", "Angekündigt am");
            age(report.compartment(), 31);
            erasing.run();
            assertThat(browser.get("/anruf/" + report.id())
                            .page()
                            .select("main")
                            .text())
                    .contains("Hier stand eine Meldung", "Meldung ohne Vorfall: 6 Monate")
                    .doesNotContain("Rotkehlchen");
        }
        Acting.run(lead, () -> notHere(() -> reports.find(report.id())));
    }

    @Test
    void theOtherEndOfALinkShowsThatItIsGoneAndStaysAsItWas() {
        var parent = cases.open(lead, "Kohlmeise", false);
        var child = cases.open(lead, "Tannenmeise", false);
        Acting.run(lead, () -> {
            links.adopt(child.id(), parent.id());
            closing.close(child.id(), Incident.Outcome.ENDED, "Erledigt");
        });
        erase(child.compartment());
        Acting.run(lead, () -> {
            assertThat(incidents.find(parent.id())).isEqualTo(parent);
            assertThat(links.of(parent.compartment())).singleElement().satisfies(link -> {
                assertThat(link.name()).isEqualTo(child.codeName().value());
                assertThat(link.erasedAt()).isNotNull();
                assertThat(link.loose()).isFalse();
                notHere(() -> links.part(parent.id(), link.id()));
            });
        });
        try (var browser = members.signIn(leadMember)) {
            var room = browser.get("/vorfaelle/" + parent.id());
            assertThat(room.page().select("[data-part=links]").text())
                    .contains(child.codeName().value(), "gelöscht am")
                    .doesNotContain("Tannenmeise");
            var there = room.page().select("[data-part=links] a").attr("href");
            assertThat(browser.get(there).page().select("main").text()).contains("Hier stand ein Vorfall");
        }
        Acting.run(lead, () -> closing.close(parent.id(), Incident.Outcome.ENDED, "Erledigt"));
        erase(parent.compartment());
        assertThat(owner.sql("select count(*) from incident.link where ? in (compartment_id, other_compartment_id)")
                        .param(parent.compartment().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aCodeNameIsNotGivenTwice() {
        announceAndAge();
        erasing.run();
        var taken = Acting.<Boolean, RuntimeException>as(
                lead,
                () -> transactions.execute(_ -> jdbc.sql("select incident.code_name_taken(?)")
                        .param(incident.codeName().value())
                        .query(Boolean.class)
                        .single()));
        assertThat(taken).isTrue();
    }

    private Incident closed(Incident.Outcome outcome) {
        var opened = cases.open(lead, "Blaumeise", false);
        return Acting.as(lead, () -> closing.close(opened.id(), outcome, "Blaumeise ist erledigt"));
    }

    private static Call call() {
        return new Call("0221 4710-100", "Rotkehlchen", "Rotkehlchen", null, "Rotkehlchen", false);
    }

    private static Holds.Demand demand(String orderedBy) {
        return new Holds.Demand(orderedBy, "Ermittlungen laufen", null);
    }

    private void announceAndAge() {
        past(incident.compartment());
        erasing.run();
        assertThat(announced()).isTrue();
        announcedDaysAgo(31);
    }

    private void erase(CompartmentId compartment) {
        past(compartment);
        erasing.run();
        age(compartment, 31);
        erasing.run();
    }

    /** Runs it as if the program had a clock that is 60 days ahead. */
    private void tried() {
        clock.advance(Duration.ofDays(60));
        try {
            erasing.run();
        } finally {
            clock.advance(Duration.ofDays(-60));
        }
    }

    private void past(CompartmentId compartment) {
        moved(compartment, LONG_AGO);
    }

    private void moved(CompartmentId compartment, Instant closedAt) {
        owner.sql("update incident.incident set closed_at = ? where compartment_id = ? and state = 'CLOSED'")
                .params(Timestamp.from(closedAt), compartment.value())
                .update();
    }

    private void announcedDaysAgo(int days) {
        age(incident.compartment(), days);
    }

    /** At noon, so that it is so many days by every clock. */
    private void age(CompartmentId compartment, int days) {
        owner.sql("""
                        update incident.announcement
                        set announced_at = ((now() at time zone 'Europe/Berlin')::date - ? + time '12:00')
                            at time zone 'Europe/Berlin'
                        where compartment_id = ?""").params(days, compartment.value()).update();
    }

    private boolean announced() {
        return owner.sql("select exists (select 1 from incident.announcement where compartment_id = ?)")
                .param(incident.compartment().value())
                .query(Boolean.class)
                .single();
    }

    private boolean there() {
        return Acting.as(lead, () -> incidents.in(incident.compartment()).isPresent());
    }

    private int seen(Actor actor) {
        return Acting.as(
                actor,
                () -> transactions.execute(_ -> jdbc.sql("select count(*) from incident.incident")
                        .query(Integer.class)
                        .single()));
    }

    private String lastEntry() {
        return Acting.as(lead, () -> journal.newest(incident.compartment(), 1))
                .getFirst()
                .text();
    }

    private List<String> texts() {
        return Acting.as(lead, () -> journal.entries(incident.compartment())).stream()
                .map(JournalEntry::text)
                .toList();
    }

    private void refusedByTheDatabase(Actor actor, String reason, String sql, CompartmentId compartment) {
        assertThatThrownBy(() -> Acting.run(
                        actor,
                        () -> transactions.executeWithoutResult(_ -> {
                            if (sql.startsWith("select")) {
                                jdbc.sql(sql)
                                        .param(compartment.value())
                                        .query((_, _) -> 0)
                                        .list();
                            } else {
                                jdbc.sql(sql).param(compartment.value()).update();
                            }
                        })))
                .as(actor.name() + ": " + sql)
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining(reason);
    }

    private Path exported(Incident of) throws Exception {
        var zip = new ByteArrayOutputStream();
        Acting.<Void, IOException>as(lead, () -> {
            export.write(of, zip);
            return null;
        });
        return unpacked("vorher", zip.toByteArray());
    }

    private Path erasedExport() throws Exception {
        var zip = new ByteArrayOutputStream();
        Acting.<Void, IOException>as(lead, () -> {
            var stone = tombstones.find(incident.id()).orElseThrow();
            export.writeErased(stone.compartment(), "Einsatztagebuch", stone.erasedAt(), zip);
            return null;
        });
        return unpacked("nachher", zip.toByteArray());
    }

    private Path unpacked(String name, byte[] zip) throws Exception {
        var into = Files.createDirectory(folder.resolve(name));
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Files.write(into.resolve(entry.getName()), entries.readAllBytes());
            }
        }
        return into;
    }

    private static String verified(Path export, String... printed) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Dstdout.encoding=UTF-8", "Pruefe.java", "tagebuch.jsonl"));
        command.addAll(List.of(printed));
        var process = new ProcessBuilder(command)
                .directory(export.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
