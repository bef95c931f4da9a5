package de.komcert.app.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a long list. One more than is shown is read, to know whether the list goes on.
 *
 * @param first how many are passed over
 * @param size how many are shown at most
 */
public record Paging(int first, int size) {

    private static final int LARGEST = 200;

    /** Takes what was asked for to its bounds. */
    public Paging {
        first = Math.max(first, 0);
        size = Math.clamp(size, 1, LARGEST);
    }

    public int oneMore() {
        return size + 1;
    }

    public <T> List<T> shown(List<T> read) {
        return read.subList(0, Math.min(size, read.size()));
    }

    /** Where the list goes on, or null at its end. */
    public @Nullable Integer next(List<?> read) {
        return read.size() > size ? first + size : null;
    }
}
