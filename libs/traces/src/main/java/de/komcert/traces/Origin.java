package de.komcert.traces;

/** What nearly every event says of where it comes from, whatever its format calls it. */
public enum Origin {
    CHANNEL,
    PROVIDER,
    EVENT_ID,
    HOST
}
