package de.komcert.app.incident.web;

import java.util.List;
import java.util.Map;

import de.komcert.app.access.PersonId;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.plan.Gate;

/**
 * The decisions of an incident as a page.
 *
 * @param names of those who recorded them
 */
record DecisionsPage(List<Gate> open, List<Decision> taken, Map<PersonId, String> names) {}
