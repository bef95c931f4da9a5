package de.komcert.app.forensics.sight;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How wrong the clock of a host was for a while, as its time service has shown by putting it right.
 *
 * @param from by that clock, ticks since 1601; null where it holds for everything before
 * @param to by that clock, when it was put right; null where nobody knows
 * @param ahead negative where it was behind
 */
public record ClockProposal(
        String host, @Nullable Long from, @Nullable Long to, Duration ahead) {}
