package de.komcert.app.incident.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

import de.komcert.app.incident.retention.Retention.Due;
import de.komcert.app.incident.retention.Retention.Whole;
import de.komcert.app.web.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Days and nothing else: when something is announced, and when it is erased. */
class RetentionTests {

    private static final Instant CLOSED = berlin("2026-03-12T15:30");
    private static final LocalDate LAST = LocalDate.parse("2029-03-12");

    @ParameterizedTest
    @CsvSource({
        // in the middle of a month, and at the end of one that is longer than the last
        "2026-03-12T15:30, 36, 2029-03-12",
        "2026-01-31T09:00, 1, 2026-02-28",
        "2027-08-31T09:00, 6, 2028-02-29",
        "2026-10-31T09:00, 1, 2026-11-30",
        // leap days
        "2028-02-29T12:00, 12, 2029-02-28",
        "2028-02-29T12:00, 48, 2032-02-29",
        "2027-02-28T12:00, 12, 2028-02-28",
        // the day is the German one: shortly before and after midnight, in winter and in summer
        "2026-01-14T23:59, 12, 2027-01-14",
        "2026-01-15T00:00, 12, 2027-01-15",
        "2026-07-14T23:59, 12, 2027-07-14",
        "2026-07-15T00:00, 12, 2027-07-15",
        // closed in the nights in which the clock is changed
        "2026-03-29T03:30, 6, 2026-09-29",
        "2026-10-25T02:30, 5, 2027-03-25"
    })
    void aPeriodEndsWithTheDayOfTheSameNumber(String closed, int months, LocalDate last) {
        var retention = new Retention(Kind.INCIDENT, months, berlin(closed), null, false);
        assertThat(retention.keptUntil()).contains(last);
        assertThat(retention.erasedOn(LocalDate.parse("2026-01-01"))).contains(last.plusDays(1));
    }

    @Test
    void itIsAnnouncedThirtyWholeDaysAhead() {
        var kept = closed(null, false);
        assertThat(kept.due(LAST.minusDays(31), Whole.GONE)).isEqualTo(Due.NOTHING);
        assertThat(kept.due(LAST.minusDays(30), Whole.GONE)).isEqualTo(Due.ANNOUNCE);

        var announced = closed(berlin("2029-02-10T23:50"), false);
        assertThat(announced.erasedOn(LAST)).contains(LAST.plusDays(1));
        assertThat(announced.due(LAST, Whole.GONE)).isEqualTo(Due.NOTHING);
        assertThat(announced.due(LAST.plusDays(1), Whole.GONE)).isEqualTo(Due.ERASE);
    }

    @Test
    void whatIsAnnouncedLateIsErasedLater() {
        var announced = closed(berlin("2029-05-01T23:50"), false);
        assertThat(announced.erasedOn(LAST)).contains(LocalDate.parse("2029-06-01"));
        assertThat(announced.due(LocalDate.parse("2029-05-31"), Whole.GONE)).isEqualTo(Due.NOTHING);
        assertThat(announced.due(LocalDate.parse("2029-06-01"), Whole.GONE)).isEqualTo(Due.ERASE);
    }

    @Test
    void aShortenedPeriodErasesNothingAtOnce() {
        var shortened = new Retention(Kind.INCIDENT, 1, CLOSED, null, false);
        var today = LocalDate.parse("2027-06-01");
        assertThat(shortened.due(today, Whole.GONE)).isEqualTo(Due.ANNOUNCE);
        assertThat(shortened.erasedOn(today)).contains(LocalDate.parse("2027-07-02"));
    }

    @Test
    void aLengthenedPeriodTakesTheAnnouncementBack() {
        var lengthened = new Retention(Kind.INCIDENT, 48, CLOSED, berlin("2029-02-10T03:00"), false);
        assertThat(lengthened.due(LAST.plusDays(1), Whole.GONE)).isEqualTo(Due.WITHDRAW);
    }

    @Test
    void aHoldKeepsItForAnyTime() {
        assertThat(closed(null, true).due(LAST.plusYears(30), Whole.GONE)).isEqualTo(Due.NOTHING);
        assertThat(closed(null, true).erasedOn(LAST)).isEmpty();
        assertThat(closed(berlin("2029-02-10T03:00"), true).due(LAST.plusDays(1), Whole.GONE))
                .isEqualTo(Due.WITHDRAW);
    }

    @Test
    void aPartIsAnnouncedWithTheWholeAndGoesAfterIt() {
        var kept = closed(null, false);
        assertThat(kept.due(LAST.plusYears(30), Whole.STAYS)).isEqualTo(Due.NOTHING);
        assertThat(kept.due(LAST.plusYears(30), Whole.ANNOUNCED)).isEqualTo(Due.ANNOUNCE);
        assertThat(kept.due(LAST.minusDays(31), Whole.ANNOUNCED)).isEqualTo(Due.NOTHING);

        var announced = closed(berlin("2029-02-10T03:00"), false);
        assertThat(announced.due(LAST.plusDays(1), Whole.ANNOUNCED)).isEqualTo(Due.NOTHING);
        assertThat(announced.due(LAST.plusDays(1), Whole.STAYS)).isEqualTo(Due.WITHDRAW);
        assertThat(announced.due(LAST.plusDays(1), Whole.GONE)).isEqualTo(Due.ERASE);
    }

    @Test
    void whatGoesOnHasNoDay() {
        var open = new Retention(Kind.INCIDENT, 36, null, null, false);
        assertThat(open.keptUntil()).isEmpty();
        assertThat(open.erasedOn(LAST)).isEmpty();
        assertThat(open.due(LAST.plusYears(30), Whole.GONE)).isEqualTo(Due.NOTHING);
        var again = new Retention(Kind.INCIDENT, 36, null, berlin("2029-02-10T03:00"), false);
        assertThat(again.due(LAST.plusDays(1), Whole.GONE)).isEqualTo(Due.WITHDRAW);
    }

    private static Retention closed(Instant announced, boolean held) {
        return new Retention(Kind.INCIDENT, 36, CLOSED, announced, held);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(Times.ZONE).toInstant();
    }
}
