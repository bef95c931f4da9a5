package de.komcert.app.incident;

/** An incident was opened, in the running transaction. */
record IncidentOpened(IncidentId incident) {}
