package de.komcert.app.incident;

import de.komcert.app.access.CompartmentId;

/** Something of an incident changed. Says where, never what. */
public record IncidentChanged(IncidentId incident, CompartmentId compartment) {}
