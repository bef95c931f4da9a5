package de.komcert.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands until a test moves it. */
public final class SettableClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-23T07:10:00Z");

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Moves on to the time of the machine, where it is behind: for what the database compares with its own clock. */
    public void catchUp() {
        var behind = Duration.between(now, Instant.now()).truncatedTo(ChronoUnit.SECONDS);
        if (behind.isPositive()) {
            advance(behind);
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
