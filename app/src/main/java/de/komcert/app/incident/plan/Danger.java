package de.komcert.app.incident.plan;

/** What waiting puts at risk, the worst last. */
public enum Danger {
    NONE,
    /** Something is lost for good: traces, backups, money by the minute. */
    LOSS,
    /** People come to harm. */
    PEOPLE
}
