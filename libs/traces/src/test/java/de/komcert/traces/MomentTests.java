package de.komcert.traces;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MomentTests {

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T08:00:00Z, 2026-03-09T08:00:00Z",
        "2026-03-09 08:00:00.1234567, 2026-03-09T08:00:00.1234567Z",
        "2026-03-09T08:00:00.123456789Z, 2026-03-09T08:00:00.1234567Z",
        "2026-03-09T08:00:00+01:00, 2026-03-09T07:00:00Z",
        "2026-03-09T08:00:00.5-0130, 2026-03-09T09:30:00.5Z",
        "1773043200, 2026-03-09T08:00:00Z",
        "1773043200.25, 2026-03-09T08:00:00.25Z",
        "1773043200250, 2026-03-09T08:00:00.25Z",
    })
    void timesAreReadInTheFormsThatProgramsWrite(String text, Instant expected) {
        assertThat(Moment.instant(Moment.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "gestern", "2026-13-01T00:00:00Z", "2026-03-09", "1.2.3", "999999999999999999999999999999"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Moment.parse(text)).isEqualTo(Entry.NO_TIME);
    }

    /** Programs write the year 1 where they have no time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
                "1600-12-31 23:59:59.999",
                "+31000-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z"
            })
    void whatTicksDoNotCountIsNoTime(String text) {
        assertThat(Moment.parse(text)).isEqualTo(Entry.NO_TIME);
    }

    @Test
    void aNumberLongerThanAnyTimeIsNotReckonedWith() {
        assertThat(Moment.parse("0".repeat(50) + "1773043200")).isNotEqualTo(Entry.NO_TIME);
        assertThat(Moment.parse("0".repeat(60) + "1773043200")).isEqualTo(Entry.NO_TIME);
    }

    @Test
    void theFirstAndTheLastTimeThatTicksCountAreTimes() {
        var last = Instant.parse("+30828-09-14T02:48:04.999999900Z");

        assertThat(Moment.stated(Instant.parse("1601-01-01T00:00:00Z"))).isZero();
        assertThat(Moment.instant(Moment.stated(last))).isEqualTo(last);
        assertThat(Moment.stated(last.plusSeconds(1))).isEqualTo(Entry.NO_TIME);
    }

    @Test
    void ticksAreCountedFrom1601() {
        assertThat(Moment.instant(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
        assertThat(Moment.ticks(Instant.EPOCH)).isEqualTo(116_444_736_000_000_000L);
    }
}
