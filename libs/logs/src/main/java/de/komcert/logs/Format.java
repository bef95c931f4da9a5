package de.komcert.logs;

/** How the entries of an input are written. */
public enum Format {
    /** A Windows event log, which several threads read in parts. */
    WINDOWS,
    /** One JSON object in each line. */
    JSON_LINES,
    /** What Linux programs log, a line for each event. */
    SYSLOG,
    /** The journal of systemd, exported. */
    JOURNAL,
    /** What a web server was asked for, a line for each request. */
    ACCESS,
    /** What IIS and Exchange log, under names that stand in the log. */
    W3C,
    /** What Entra ID and Microsoft 365 have logged, exported as JSON or as a table. */
    CLOUD,
    /** Who has signed in to a Linux system and who has failed to, in records of one length. */
    LOGINS
}
