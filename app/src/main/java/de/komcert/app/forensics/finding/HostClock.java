package de.komcert.app.forensics.finding;

import java.time.Duration;
import java.time.Instant;

import de.komcert.app.access.PersonId;

/**
 * How far the clock of a host was ahead of the true time, as somebody found out.
 *
 * @param host as logs name it
 * @param ahead negative where it was behind
 * @param why how that is known
 */
public record HostClock(String host, Duration ahead, String why, PersonId setBy, Instant setAt) {}
