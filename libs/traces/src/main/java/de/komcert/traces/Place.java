package de.komcert.traces;

import java.util.Comparator;

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
