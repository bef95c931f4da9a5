package de.komcert.app.forensics.finding;

/** How grave a rule takes its match to be, as Sigma grades it, from what only adds knowledge to a certain incident. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
