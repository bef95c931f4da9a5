package de.komcert.app.identity.signin;

import java.time.Duration;
import java.util.stream.IntStream;

import de.komcert.app.identity.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptsTests {

    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(3, Duration.ofMinutes(15), 100, clock);

    @Test
    void theLimitHoldsForEachKeyByItself() {
        exhaust("one");
        assertThat(attempts.admit("one")).isFalse();
        assertThat(attempts.admit("other")).isTrue();
    }

    @Test
    void anAttemptCountsUntilTheWindowHasPassedIt() {
        assertThat(attempts.admit("one")).isTrue();
        clock.advance(Duration.ofMinutes(10));
        assertThat(attempts.admit("one")).isTrue();
        assertThat(attempts.admit("one")).isTrue();
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(attempts.admit("one")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(attempts.admit("one")).isTrue();
        assertThat(attempts.admit("one")).isFalse();
    }

    @Test
    void tryingWhileRefusedDoesNotProlongTheWait() {
        exhaust("one");
        clock.advance(Duration.ofMinutes(14));
        assertThat(attempts.admit("one")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(attempts.admit("one")).isTrue();
    }

    @Test
    void whatIsForgivenOrForgottenCountsNoMore() {
        exhaust("one");
        attempts.forgive("one");
        assertThat(attempts.admit("one")).isTrue();
        assertThat(attempts.admit("one")).isFalse();
        attempts.forget("one");
        exhaust("one");
    }

    @Test
    void aFloodOfKeysTakesBoundedMemoryAndPushesOutTheOldest() {
        exhaust("oldest");
        IntStream.range(0, 99).forEach(number -> attempts.admit("key " + number));
        assertThat(attempts.admit("oldest")).isFalse();
        IntStream.range(0, 5_000).forEach(number -> attempts.admit("more " + number));
        assertThat(attempts.keys()).isEqualTo(100);
    }

    private void exhaust(String key) {
        IntStream.range(0, 3).forEach(_ -> assertThat(attempts.admit(key)).isTrue());
    }
}
