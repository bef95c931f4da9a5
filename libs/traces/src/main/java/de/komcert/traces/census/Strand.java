package de.komcert.traces.census;

import java.util.Comparator;

/** Entries that belong together, and the numbers they bear. */
final class Strand {

    /** What the numbers are. */
    enum Numbers {
        /** Days since 1601 on which there are entries, of a log of a host. */
        DAYS,
        /** Numbers of records in the file in which the log was written. */
        ORIGINAL,
        /** Numbers that records had in their log, in a file into which they were copied. */
        COPIED
    }

    /**
     * @param file empty where the strand goes through all files
     * @param host empty where the strand is a file, whose computer may have changed its name
     */
    record Key(Numbers numbers, String file, String host, String channel) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::numbers)
                .thenComparing(Key::host)
                .thenComparing(Key::channel)
                .thenComparing(Key::file);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    final Key key;
    final Stretches stretches;

    Strand(Key key) {
        this.key = key;
        this.stretches = new Stretches(key.numbers() != Numbers.DAYS);
    }
}
