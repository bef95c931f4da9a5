package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A search that goes through a timeline place by place, until it has found enough or has done as much work as it may. What it
 * costs is counted in bytes: reading an event, or finding the next one, takes as long as unsealing so many. So it ends at the
 * same place on every machine. For one thread.
 */
final class Search {

    /** What it costs to read an event and to hold it against a filter. */
    private static final int EVENT = 2_000;

    /** What it costs to come to the next place. */
    private static final int PLACE = 100;

    /** Of so many blocks it is remembered what passed. */
    private static final int LATELY = 1_024;

    private final TimelineFile file;
    private final EventOrder order;
    private final EventFilter filter;
    private final Sieve sieve;
    private final int most;
    private final long mostWork;
    private final Lately<Long, BitSet> passed = new Lately<>(LATELY);
    private final List<TimelineEvent> found = new ArrayList<>();
    private final long unsealed;
    private long work;
    private long block = -1;
    private BitSet places = new BitSet();

    Search(TimelineFile file, EventOrder order, EventFilter filter, int most, long mostWork) {
        this.file = file;
        this.order = order;
        this.filter = filter;
        this.sieve = new Sieve(filter, file.words());
        this.most = most;
        this.mostWork = mostWork;
        this.unsealed = file.unsealed();
    }

    /** What it found so far, in the order in which it came to it. */
    List<TimelineEvent> found() {
        return found;
    }

    boolean hasEnough() {
        return found.size() >= most;
    }

    boolean mayGoOn() {
        return !hasEnough() && work + file.unsealed() - unsealed < mostWork;
    }

    void lookAt(long place) throws IOException {
        work += PLACE;
        if (passes(order.position(place))) {
            work += EVENT;
            var event = order.event(place);
            if (filter.wants(event)) {
                found.add(event);
            }
        }
    }

    private boolean passes(long position) throws IOException {
        long number = position / TimelineFile.BLOCK;
        if (number != block) {
            places = passed(number);
            block = number;
        }
        return places.get((int) (position % TimelineFile.BLOCK));
    }

    private BitSet passed(long number) throws IOException {
        var known = passed.get(number);
        if (known != null) {
            return known;
        }
        var sifted = sieve.of(file.block(number));
        work += sifted.cost();
        passed.put(number, sifted.places());
        return sifted.places();
    }
}
