package de.komcert.app.incident.plan;

import java.util.List;

/** What became of an attempt to move a task on. */
public sealed interface Move {

    /** It moves; this is what to record. */
    record Accepted(TaskRecord record) implements Move {}

    /** It does not, for a reason that this message says. */
    record Refused(String key, List<String> arguments) implements Move {

        public Refused {
            arguments = List.copyOf(arguments);
        }
    }
}
