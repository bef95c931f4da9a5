package de.komcert.app.incident.web;

import java.util.List;
import java.util.Map;

import de.komcert.app.access.PersonId;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.plan.Gate;

/**
 * The decisions of an incident as a page.
 *
 * @param open the questions on the table
 * @param later the questions that come once what they wait for has begun
 * @param names of those who recorded them
 * @param deciders whoever may have decided, to choose from while typing
 */
record DecisionsPage(
        List<Gate> open, List<Later> later, List<Decision> taken, Map<PersonId, String> names, List<String> deciders) {

    /**
     * A question that is not on the table yet.
     *
     * @param after what must have begun, each in words
     */
    record Later(Gate gate, List<String> after) {}
}
