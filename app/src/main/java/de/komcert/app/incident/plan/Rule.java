package de.komcert.app.incident.plan;

import java.util.List;

/**
 * What must never happen in the wrong order: no task of {@code then} begins before every task of {@code first} is done.
 *
 * @param reason why, in one sentence
 */
public record Rule(String name, List<String> first, List<String> then, String reason, int line) {

    public Rule {
        first = List.copyOf(first);
        then = List.copyOf(then);
    }
}
