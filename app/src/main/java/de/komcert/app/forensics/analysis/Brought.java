package de.komcert.app.forensics.analysis;

import java.util.List;

import de.komcert.app.forensics.timeline.EventBlock;
import de.komcert.logs.Match;
import de.komcert.logs.Weighed;

/** What reading a part of the logs brings, in the order in which it stands there. */
sealed interface Brought extends Weighed {

    /** What holding entries against the rules has brought. */
    record Matched(Match match) implements Brought {
        @Override
        public int weight() {
            return match.weight();
        }
    }

    /** Events for the timeline. */
    record Happened(EventBlock events) implements Brought {
        @Override
        public int weight() {
            return events.weight();
        }
    }

    /** Values that name accounts. They are learnt in the order of the logs, so that each gets the same sign again. */
    record Named(List<String> names) implements Brought {
        @Override
        public int weight() {
            return names.stream().mapToInt(String::length).sum();
        }
    }
}
