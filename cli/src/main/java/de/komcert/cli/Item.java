package de.komcert.cli;

import java.util.List;

import de.komcert.sigma.Event;
import de.komcert.traces.Census;

/** What reading a part of the input brings, in the order in which it stands there. */
sealed interface Item {

    /** About how many bytes it takes while it waits. */
    default int weight() {
        return 512;
    }

    /** Finished lines of the result. */
    record Lines(byte[] bytes) implements Item {
        @Override
        public int weight() {
            return bytes.length;
        }
    }

    /** Finished lines that have yet to be sorted, each with its time. */
    record Timed(List<Sorting.Line> lines, int bytes) implements Item {
        @Override
        public int weight() {
            return bytes;
        }
    }

    /** Something that is not as it should be. */
    record Wrong(Trouble trouble) implements Item {}

    /** A rule matched. */
    record Hit(Detected detected) implements Item {}

    /** An entry that a correlation may need. */
    record Candidate(Detected detected, Event event) implements Item {
        @Override
        public int weight() {
            return 8192;
        }
    }

    /** What a part holds, counted. */
    record Met(Census census) implements Item {
        @Override
        public int weight() {
            return census.weight();
        }
    }

    /**
     * Some of a part was read.
     *
     * @param ends whether the part is read to its end
     */
    record Read(long entries, long bytes, boolean ends) implements Item {}
}
