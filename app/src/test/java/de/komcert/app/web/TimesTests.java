package de.komcert.app.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Due times and spans over both changes of summer time: a period of hours is counted in hours that pass. */
class TimesTests {

    private final Texts texts = new Texts();

    private Times at(Instant now) {
        return new Times(texts, Locale.GERMAN, now);
    }

    @ParameterizedTest
    @CsvSource({
        // The day that loses an hour: what is due after 24 hours is due an hour later by the clock.
        "2026-03-28T13:00:00Z, 24, 'So. 15:00', '29.03.2026, 15:00 Uhr'",
        "2026-03-28T13:00:00Z, 72, 'Di. 15:00', '31.03.2026, 15:00 Uhr'",
        // The day that gains one.
        "2026-10-24T12:00:00Z, 24, 'So. 13:00', '25.10.2026, 13:00 Uhr'",
        "2026-10-24T12:00:00Z, 72, 'Di. 13:00', '27.10.2026, 13:00 Uhr'",
        // Due in the hour that comes twice, and which of the two is said.
        "2026-10-24T00:30:00Z, 24, 'So. 02:30 Sommerzeit', '25.10.2026, 02:30 Uhr Sommerzeit'",
        "2026-10-24T01:30:00Z, 24, 'So. 02:30 Winterzeit', '25.10.2026, 02:30 Uhr Winterzeit'",
        // Due when the clock shows no such hour.
        "2026-03-28T01:30:00Z, 24, 'So. 03:30', '29.03.2026, 03:30 Uhr'",
    })
    void whatIsDueIsShownByTheClockOnTheWall(Instant t0, int hours, String brief, String full) {
        var due = t0.plus(Duration.ofHours(hours));
        var times = at(t0);
        assertThat(times.brief(due)).isEqualTo(brief);
        assertThat(times.full(due)).isEqualTo(full);
        assertThat(times.left(due)).contains(hours == 24 ? "24 Std." : "3 Tage");
        assertThat(at(due.minusSeconds(1)).overdue(due)).isFalse();
        assertThat(at(due.plusSeconds(1)).overdue(due)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "30, noch einen Moment, überfällig seit einem Moment",
        "3540, noch 59 Min., überfällig seit 59 Min.",
        "7140, noch 1 Std. 59 Min., überfällig seit 1 Std. 59 Min.",
        "7200, noch 2 Std., überfällig seit 2 Std.",
        "39540, noch 10 Std., überfällig seit 10 Std.",
        "432000, noch 5 Tage, überfällig seit 5 Tagen"
    })
    void whatIsLeftAndWhatIsOverdueIsSaidInTheRightForm(long seconds, String left, String overdue) {
        var due = Instant.parse("2026-11-29T08:30:00Z");
        assertThat(at(due.minusSeconds(seconds)).left(due)).isEqualTo(left);
        assertThat(at(due.plusSeconds(seconds)).left(due)).isEqualTo(overdue);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T08:30:00Z, '09:30'",
        "2026-11-27T08:30:00Z, 'Fr. 09:30'",
        "2026-11-12T08:30:00Z, '12.11. 09:30'",
        "2026-06-02T08:30:00Z, '02.06. 10:30'",
        "2025-11-27T08:30:00Z, '27.11.2025, 09:30 Uhr'",
        "2027-11-27T08:30:00Z, '27.11.2027, 09:30 Uhr'",
    })
    void theShortestFormIsOneThatCannotBeMisread(Instant time, String brief) {
        assertThat(at(Instant.parse("2026-11-29T20:00:00Z")).brief(time)).isEqualTo(brief);
    }

    @Test
    void betweenTwoAndThreeAnHourPassesInOctoberAndNoneInMarch() {
        assertThat(at(Instant.parse("2026-10-25T01:00:00Z")).since(Instant.parse("2026-10-25T00:00:00Z")))
                .as("from 02:00 summer time to 02:00 winter time")
                .contains("60 Min.");
        assertThat(at(Instant.parse("2026-03-29T01:01:00Z")).since(Instant.parse("2026-03-29T00:59:00Z")))
                .as("from 01:59 to 03:01")
                .contains("2 Min.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T22:59:00Z, 2026-03-28T23:01:00Z, false",
        "2026-03-28T23:00:00Z, 2026-03-29T21:59:00Z, true",
        "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, false",
        "2026-10-24T22:00:00Z, 2026-10-25T22:59:00Z, true",
        "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, false",
    })
    void aDayHasAsManyHoursAsItHas(Instant one, Instant other, boolean same) {
        assertThat(Times.sameDay(one, other)).isEqualTo(same);
    }

    @Test
    void theFormShowsWhatTheClockShows() {
        assertThat(at(Instant.EPOCH).input(Instant.parse("2026-03-29T01:00:00Z")))
                .isEqualTo("2026-03-29T03:00");
        assertThat(at(Instant.EPOCH).input(Instant.parse("2026-03-29T00:59:00Z")))
                .isEqualTo("2026-03-29T01:59");
    }
}
