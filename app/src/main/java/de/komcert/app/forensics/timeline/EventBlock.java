package de.komcert.app.forensics.timeline;

import java.util.List;

import de.komcert.logs.Sorting;
import de.komcert.logs.Weighed;

/** Some events in the order in which they stand in their log, ready to be sorted. */
public final class EventBlock implements Weighed {

    private final List<Sorting.Line> lines;
    private final int bytes;

    EventBlock(List<Sorting.Line> lines, int bytes) {
        this.lines = lines;
        this.bytes = bytes;
    }

    List<Sorting.Line> lines() {
        return lines;
    }

    @Override
    public int weight() {
        return bytes;
    }
}
