package de.komcert.app.incident.retention;

/** What kind of matter has ended; each has a period of its own. */
public enum Kind {
    INCIDENT,
    FALSE_ALARM,
    EXERCISE,
    /** A Meldung that never became an incident. */
    REPORT
}
