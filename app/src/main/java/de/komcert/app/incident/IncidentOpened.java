package de.komcert.app.incident;

/** An incident was opened, in the running transaction. */
public record IncidentOpened(IncidentId incident) {}
