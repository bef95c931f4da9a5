package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.komcert.app.access.PersonId;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.InsurerCall;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.Mandate;
import de.komcert.app.incident.Mandates;
import de.komcert.app.web.Times;

/**
 * The Auftrag as a page.
 *
 * @param given the newest first
 * @param demands whose insurer must be asked before forensics
 * @param calls what came of asking, the newest first
 * @param names of those who recorded them
 */
record MandatePage(
        List<Mandate> given,
        List<InsurerCalls.Demand> demands,
        List<InsurerCall> calls,
        Optional<Spending> spending,
        Map<PersonId, String> names) {

    boolean mustAsk() {
        return calls.isEmpty() && !demands.isEmpty();
    }

    /** What the form is filled with: the insurer that wants to be asked. */
    String insurerToAsk() {
        return demands.isEmpty() ? "" : demands.getFirst().insurer().name();
    }

    String recordedBy(PersonId person) {
        return names.getOrDefault(person, "");
    }

    /**
     * The last decision on who may spend what.
     *
     * @param today whether it was taken today; such a frame is for one day
     */
    record Spending(Decision decision, boolean today) {

        static Optional<Spending> of(List<Decision> decisions, Instant now) {
            return decisions.reversed().stream()
                    .filter(Mandates::aboutSpending)
                    .findFirst()
                    .map(decision -> new Spending(decision, Times.sameDay(decision.decidedAt(), now)));
        }
    }
}
