package de.komcert.app.shared;

/** How bad an incident is for the Einrichtung, from a nuisance to a threat to its existence. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
