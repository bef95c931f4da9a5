package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Period;
import de.komcert.app.web.Times;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When something is announced and erased: what period and announcement say, by the clock of the database. */
class ErasingTests extends ErasingCase {

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
        try (var browser = members.signIn(member)) {
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
        assertThat(Acting.as(analyst, () -> tombstones.find(incident.id()))).isPresent();
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
        assertThat(Acting.as(analyst, () -> retentions.of(incident.compartment()))
                        .keptUntil())
                .contains(LocalDate.ofInstant(clock.instant(), Times.ZONE).plusMonths(36));
    }

    @Test
    void eachKindHasItsOwnPeriod() {
        var exercise = cases.open(analyst, "Übung", true);
        var alarm = closed(Incident.Outcome.FALSE_ALARM);
        var report = Acting.as(
                analyst, () -> reports.answer(reports.begin(call(), false).id(), "Beantwortet"));
        Acting.run(analyst, () -> {
            closing.close(exercise.id(), Incident.Outcome.FALSE_ALARM, "Ende der Probe");
            assertThat(retentions.of(incident.compartment()).kind()).isEqualTo(Kind.INCIDENT);
            assertThat(retentions.of(exercise.compartment()).kind()).isEqualTo(Kind.EXERCISE);
            assertThat(retentions.of(alarm.compartment()).kind()).isEqualTo(Kind.FALSE_ALARM);
            assertThat(retentions.of(report.compartment()).kind()).isEqualTo(Kind.REPORT);
            assertThat(retentions.of(report.compartment()).months()).isEqualTo(6);
        });
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
        assertThat(Acting.as(analyst, () -> retentions.of(incident.compartment()))
                        .erasedOn(LocalDate.parse("2030-01-01")))
                .isEmpty();
    }

    @Test
    void aLongerPeriodTakesTheAnnouncementBackAndAShorterOneErasesNothingAtOnce() {
        var number = Acting.as(analyst, () -> periods.holding(Kind.INCIDENT)).number();
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
    void aModuleAboveErasesItsOwnRowsByATriggerOnTheTombstone() {
        owner.sql("create table public.probe (compartment_id uuid)").update();
        owner.sql("""
                        create function public.erase_probe() returns trigger language plpgsql as $$ begin
                            delete from public.probe p where p.compartment_id = new.compartment_id; return new;
                        end $$""").update();
        owner.sql("""
                        create trigger probe after insert on incident.tombstone
                        for each row execute function public.erase_probe()""").update();
        try {
            owner.sql("insert into public.probe values (?), (?)")
                    .params(incident.compartment().value(), UUID.randomUUID())
                    .update();
            announceAndAge();
            erasing.run();
            assertThat(there()).isFalse();
            assertThat(owner.sql("select count(*) from public.probe")
                            .query(Integer.class)
                            .single())
                    .as("the one of something else")
                    .isEqualTo(1);
        } finally {
            owner.sql("drop function public.erase_probe() cascade").update();
            owner.sql("drop table public.probe").update();
        }
    }
}
