package de.komcert.app.forensics.timeline;

import java.util.NavigableSet;

import org.jspecify.annotations.Nullable;

/**
 * The places at which a search looks, one after the other.
 *
 * @param some of them, or null for all
 */
record Candidates(@Nullable NavigableSet<Long> some) {

    /** The nearest one from a place on, itself included; the largest number where there is none. */
    long next(long place) {
        var next = some == null ? Long.valueOf(place) : some.ceiling(place);
        return next == null ? Long.MAX_VALUE : next;
    }

    /** The nearest one before a place; -1 where there is none. */
    long previous(long place) {
        var previous = some == null ? Long.valueOf(place - 1) : some.lower(place);
        return previous == null ? -1 : previous;
    }
}
