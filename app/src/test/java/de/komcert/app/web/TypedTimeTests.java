package de.komcert.app.web;

import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both nights in which the clock is changed: nothing is shifted by an hour without saying so. */
class TypedTimeTests {

    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource({
        "2027-03-28T01:59, 2027-03-28T00:59:00Z, '28.03.2027, 01:59 Uhr'",
        "2027-03-28T03:00, 2027-03-28T01:00:00Z, '28.03.2027, 03:00 Uhr'",
        "2026-10-25T01:59, 2026-10-24T23:59:00Z, '25.10.2026, 01:59 Uhr'",
        "2026-10-25T03:00, 2026-10-25T02:00:00Z, '25.10.2026, 03:00 Uhr'",
        "2026-11-23T07:10, 2026-11-23T06:10:00Z, '23.11.2026, 07:10 Uhr'"
    })
    void aTimeThatExistsOnceIsThatTime(String typed, Instant moment, String shown) {
        assertThat(TypedTime.read(typed)).isEqualTo(new TypedTime.At(moment));
        assertThat(full(moment)).isEqualTo(shown);
        assertThat(Times.german(texts, moment)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 07:40, 2026-11-23T06:40:00Z",
        "09:00, 09:00, 2026-11-23T08:00:00Z",
        "00:10, 23:50, 2026-11-22T22:50:00Z",
        "09:00, 09:01, 2026-11-22T08:01:00Z"
    })
    void aTimeOfDayIsTheLastOneThatWas(String now, String typed, Instant moment) {
        assertThat(TypedTime.lastMomentOf(typed, TypedTime.momentOf("2026-11-23T" + now)))
                .isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gestern", "25:00", "07:40:", "2026-11-23"})
    void whatIsNoTimeOfDayIsRefused(String typed) {
        assertThatThrownBy(() -> TypedTime.lastMomentOf(typed, Instant.EPOCH)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28T02:59"})
    void theHourThatIsSkippedIsRefusedInWords(String typed) {
        assertThatThrownBy(() -> TypedTime.momentOf(typed))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(texts.get(Locale.GERMAN, refusal.key(), refusal.arguments()))
                                .startsWith(typed.substring(11) + " Uhr gab es am 28.03.2027 nicht: ")
                                .endsWith("frühestens 03:00 Uhr."));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T02:00, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
        "2026-10-25T02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "2026-10-25T02:59, 2026-10-25T00:59:00Z, 2026-10-25T01:59:00Z"
    })
    void theHourThatComesTwiceHasTwoMomentsAndBothAreTold(String typed, Instant summer, Instant winter) {
        assertThat(TypedTime.read(typed))
                .isInstanceOfSatisfying(
                        TypedTime.Twice.class,
                        twice -> assertThat(twice)
                                .extracting(TypedTime.Twice::summer, TypedTime.Twice::winter)
                                .containsExactly(summer, winter));
        assertThat(TypedTime.momentOf(typed)).isEqualTo(summer);
        var clock = typed.substring(11);
        assertThat(full(summer)).isEqualTo("25.10.2026, " + clock + " Uhr Sommerzeit");
        assertThat(full(winter)).isEqualTo("25.10.2026, " + clock + " Uhr Winterzeit");
        assertThat(new Times(texts, Locale.GERMAN, winter).brief(winter)).isEqualTo(clock + " Winterzeit");
        assertThat(Times.german(texts, winter)).endsWith("Uhr Winterzeit");
    }

    @Test
    void whatIsNoTimeIsRefused() {
        assertThat(TypedTime.read("gestern")).isEqualTo(new TypedTime.Unreadable());
        assertThatThrownBy(() -> TypedTime.momentOf("")).isInstanceOf(Refusal.class);
    }

    private String full(Instant moment) {
        return new Times(texts, Locale.GERMAN, moment).full(moment);
    }
}
