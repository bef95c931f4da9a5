package de.komcert.app.incident.plan;

import java.util.List;

/**
 * A decision somebody has to take.
 *
 * @param recommendation what the CERT advises, one of the options
 * @param reason why it advises so
 * @param decides whose decision it is
 * @param after what must have begun before the question is on the table; empty for from the start
 */
public record Gate(
        String id,
        String question,
        List<String> options,
        String recommendation,
        String reason,
        List<PlanRole> decides,
        List<String> after,
        int line) {

    public Gate {
        options = List.copyOf(options);
        decides = List.copyOf(decides);
        after = List.copyOf(after);
    }
}
