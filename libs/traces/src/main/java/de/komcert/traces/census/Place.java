package de.komcert.traces.census;

import java.util.Comparator;

import de.komcert.traces.Entry;

/**
 * Where an entry stands.
 *
 * @param file as whoever reads calls it
 * @param record as {@link Entry#record}
 */
public record Place(String file, long record) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingLong(Place::record);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
