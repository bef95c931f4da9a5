package de.komcert.app.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/** The clock of a demonstration: it stands in the past while the past is being told, and runs otherwise. */
final class DemoClock extends Clock {

    private volatile @Nullable Instant told;

    /** Lets it stand at this moment. */
    void standAt(Instant moment) {
        told = moment;
    }

    void run() {
        told = null;
    }

    @Override
    public Instant instant() {
        var standing = told;
        return standing == null ? Instant.now(Clock.systemUTC()) : standing;
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
