package de.komcert.app.forensics.analysis;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import de.komcert.app.forensics.order.AnalysisOrder;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;

/** The period that was ordered. An entry outside it is counted and otherwise not looked at. */
final class Period {

    private final long from;
    private final long to;
    private final AtomicLong outside = new AtomicLong();

    Period(AnalysisOrder order) {
        this(order.from(), order.to());
    }

    Period(Instant from, Instant to) {
        this.from = Moment.ticks(from);
        this.to = Moment.ticks(to);
    }

    /** Whether it may be evaluated; one that tells no time may. */
    boolean contains(Entry entry) {
        long time = entry.time();
        boolean isInside = time == Entry.NO_TIME || time >= from && time <= to;
        if (!isInside) {
            outside.incrementAndGet();
        }
        return isInside;
    }

    long outside() {
        return outside.get();
    }
}
