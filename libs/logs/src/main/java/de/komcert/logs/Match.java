package de.komcert.logs;

import de.komcert.sigma.Event;
import de.komcert.sigma.Rule;
import de.komcert.sigma.Text;
import de.komcert.traces.census.Census;

/** What holding a part of the input against rules brings, in the order in which it stands there. */
public sealed interface Match extends Weighed {

    /** A rule matched. */
    record Hit(Detected detected) implements Match {
        @Override
        public int weight() {
            return detected.weight();
        }
    }

    /** An entry that a correlation may need. */
    record Candidate(Rule.Detection rule, Reference at, Event event) implements Match {
        @Override
        public int weight() {
            int weight = 1024 + at.weight();
            var text = new Text();
            for (int slot = 0; slot < event.layout().size(); slot++) {
                weight += 128 + event.layout().names().get(slot).length();
                for (int i = 0; i < event.count(slot); i++) {
                    text.clear();
                    if (!event.isNull(slot, i)) {
                        event.text(slot, i, text);
                    }
                    weight += 64 + text.length();
                }
            }
            return weight;
        }
    }

    /** A rule was too costly for an entry: nobody knows whether it matches. */
    record Undecided(Rule.Detection rule, Reference at) implements Match {
        @Override
        public int weight() {
            return 512 + at.weight();
        }
    }

    /** What a part holds, counted. */
    record Met(Census census) implements Match {
        @Override
        public int weight() {
            return census.weight();
        }
    }
}
