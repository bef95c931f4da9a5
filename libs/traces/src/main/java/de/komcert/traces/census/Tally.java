package de.komcert.traces.census;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

import de.komcert.sigma.EventKind;
import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/** Counts the entries of one kind on one host. */
final class Tally {

    /** More fields than any kind of event has that is not made up. */
    static final int MOST_FIELDS = 256;

    static final int LONGEST_NAME = 200;

    /** Bits of {@link Key#stated}: what stands in the field that rules ask for, as the only value of its name. */
    static final int CHANNEL = 1;

    static final int PROVIDER = 2;
    static final int EVENT_ID = 4;

    /** @param stated what of it rules can ask for by its usual name; the rest is known to the reader only */
    record Key(String host, LogSource source, String channel, String provider, String eventId, int stated)
            implements Comparable<Key> {

        private static final Comparator<LogSource> SOURCES = Comparator.comparing(
                        LogSource::product, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(LogSource::category, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(LogSource::service, Comparator.nullsFirst(Comparator.naturalOrder()));
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::host)
                .thenComparing(Key::source, SOURCES)
                .thenComparing(Key::channel)
                .thenComparing(Key::provider)
                .thenComparing(Key::eventId)
                .thenComparingInt(Key::stated);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    final Key key;
    long count;
    long first = Entry.NO_TIME;
    long last = Entry.NO_TIME;
    final Set<String> fields = new HashSet<>();
    boolean moreFields;
    /** There was no room for it in the census. */
    boolean givenUp;

    Tally(Key key) {
        this.key = key;
    }

    void add(long time) {
        count++;
        if (time != Entry.NO_TIME) {
            if (first == Entry.NO_TIME || time < first) {
                first = time;
            }
            if (last == Entry.NO_TIME || time > last) {
                last = time;
            }
        }
    }

    /** A field had a value. With too many of them nothing is said of fields any more. */
    void hasValue(String field) {
        if (moreFields) {
            return;
        }
        fields.add(field);
        if (fields.size() > MOST_FIELDS || field.length() > LONGEST_NAME) {
            hasTooManyFields();
        }
    }

    void hasTooManyFields() {
        moreFields = true;
        fields.clear();
    }

    void add(Tally other) {
        count += other.count;
        if (other.first != Entry.NO_TIME) {
            first = first == Entry.NO_TIME ? other.first : Math.min(first, other.first);
            last = last == Entry.NO_TIME ? other.last : Math.max(last, other.last);
        }
        if (other.moreFields) {
            hasTooManyFields();
        }
        other.fields.forEach(this::hasValue);
    }

    EventKind kind() {
        return new EventKind(
                key.source(),
                stated(CHANNEL, key.channel()),
                stated(PROVIDER, key.provider()),
                stated(EVENT_ID, key.eventId()),
                moreFields ? EventKind.Fields.any() : new EventKind.Fields.Only(Set.copyOf(fields)));
    }

    private @Nullable String stated(int bit, String text) {
        return (key.stated() & bit) != 0 ? text : null;
    }
}
