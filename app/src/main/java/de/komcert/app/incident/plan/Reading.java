package de.komcert.app.incident.plan;

import java.util.List;

/** What reading a playbook file gave: the playbook, or everything that is wrong with it. */
public sealed interface Reading {

    record Good(Playbook playbook) implements Reading {}

    record Bad(List<Problem> problems) implements Reading {

        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
