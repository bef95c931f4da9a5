package de.komcert.traces.census;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import de.komcert.sigma.EventKind;
import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What logs hold: which kinds of events on which hosts, how many and from when to when, and which of their fields ever had
 * a value; and what they do not hold although they should. It is taken by a {@link CensusTaker} while entries are read,
 * part by part, and parts are added up.
 *
 * <p>Of kinds it says the same whatever the order in which entries and parts come, and takes no more room than {@value #MOST_KINDS}
 * kinds need, whatever is written into a log. Where there are more, those that sort first are kept and complete, and
 * {@link #beyond} tells how many entries belong to others.
 */
public final class Census {

    /** So many kinds of events on hosts are told apart. */
    public static final int MOST_KINDS = 16_384;

    /**
     * A kind of event on a host.
     *
     * @param host empty where the events do not say
     * @param channel the log, or for others than Windows the service; empty where the events do not say
     * @param provider who wrote them; likewise
     * @param eventId likewise
     * @param first ticks as {@link Entry#time}, or {@link Entry#NO_TIME}
     * @param last likewise
     * @param fields those that had a value at least once
     * @param allFields whether these are all
     */
    public record Held(
            String host,
            LogSource source,
            String channel,
            String provider,
            String eventId,
            long count,
            long first,
            long last,
            SortedSet<String> fields,
            boolean allFields) {}

    /**
     * A log on a host.
     *
     * @param count of entries
     * @param first as in {@link Held}
     * @param last likewise
     * @param eventIds each with the number of its entries
     */
    public record Log(
            String host,
            LogSource source,
            String channel,
            long count,
            long first,
            long last,
            SortedMap<String, Long> eventIds) {}

    private static final int MOST_STRANDS = 2_048;
    private static final int MOST_MARKS = 4_096;

    final Bounded<Tally.Key, Tally> tallies = new Bounded<>(MOST_KINDS, this::giveUp);
    final Bounded<Strand.Key, Strand> strands = new Bounded<>(MOST_STRANDS, strand -> {});
    final Bounded<Mark, Mark> marks = new Bounded<>(MOST_MARKS, mark -> {});
    long beyond;
    boolean hasMoreGaps;

    private void giveUp(Tally tally) {
        tally.givenUp = true;
        beyond += tally.count;
    }

    /** Null where there is no room for it. */
    @Nullable
    Strand strand(Strand.Numbers numbers, String file, String host, String channel) {
        hasMoreGaps |= strands.size() >= MOST_STRANDS;
        return strands.open(new Strand.Key(numbers, file, host, channel), Strand::new);
    }

    void note(@Nullable Mark mark) {
        if (mark != null) {
            hasMoreGaps |= marks.size() >= MOST_MARKS;
            marks.open(mark, same -> same);
        }
    }

    /** Adds what another census has counted; that one is used up. */
    public Census add(Census other) {
        beyond += other.beyond;
        for (var theirs : other.tallies.values()) {
            var ours = tallies.open(theirs.key, Tally::new);
            if (ours == null) {
                beyond += theirs.count;
            } else {
                ours.add(theirs);
            }
        }
        hasMoreGaps |= other.hasMoreGaps;
        for (var theirs : other.strands.values()) {
            var key = theirs.key;
            var ours = strand(key.numbers(), key.file(), key.host(), key.channel());
            if (ours != null) {
                ours.stretches.add(theirs.stretches);
            }
        }
        other.marks.values().forEach(this::note);
        return this;
    }

    /** Writes all of it, so that {@link #read} makes an equal one. */
    public void write(DataOutput out) throws IOException {
        CensusCodec.write(this, out);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if it is anything else
     */
    public static Census read(DataInput in) throws IOException {
        return CensusCodec.read(in);
    }

    /** About how many bytes it takes in memory. */
    public int weight() {
        return 512 * (1 + tallies.size() + strands.size() + marks.size());
    }

    /** How many entries belong to kinds for which there was no room. */
    public long beyond() {
        return beyond;
    }

    /** Whether every kind of event is in it. */
    public boolean isComplete() {
        return beyond == 0;
    }

    /** How many entries were counted. */
    public long count() {
        return tallies.values().stream().mapToLong(tally -> tally.count).sum() + beyond;
    }

    /** The kinds of events on all hosts, sorted by host, source, log, who wrote them and which they are. */
    public List<Held> held() {
        return tallies.values().stream()
                .map(tally -> new Held(
                        tally.key.host(),
                        tally.key.source(),
                        tally.key.channel(),
                        tally.key.provider(),
                        tally.key.eventId(),
                        tally.count,
                        tally.first,
                        tally.last,
                        Collections.unmodifiableSortedSet(new TreeSet<>(tally.fields)),
                        !tally.moreFields))
                .toList();
    }

    /** The logs on all hosts, sorted by host, log and source. */
    public List<Log> logs() {
        record Key(String host, String channel, LogSource source) {}
        var logs = new TreeMap<Key, Log>(Comparator.comparing(Key::host)
                .thenComparing(Key::channel)
                .thenComparing(key -> key.source().toString()));
        for (var tally : tallies.values()) {
            var key = tally.key;
            var one = new Tally(key);
            var log = logs.get(new Key(key.host(), key.channel(), key.source()));
            var ids = log == null ? new TreeMap<String, Long>() : log.eventIds();
            if (log != null) {
                one.count = log.count();
                one.first = log.first();
                one.last = log.last();
            }
            one.add(tally);
            ids.merge(key.eventId(), tally.count, Long::sum);
            logs.put(
                    new Key(key.host(), key.channel(), key.source()),
                    new Log(key.host(), key.source(), key.channel(), one.count, one.first, one.last, ids));
        }
        return List.copyOf(logs.values());
    }

    /** What these logs do not hold and should, and where their clocks are not to be trusted; sorted. */
    public Gaps gaps() {
        return Gaps.of(this);
    }

    /** The names of the hosts, sorted; an empty one stands for entries that name none. */
    public SortedSet<String> hosts() {
        var hosts = new TreeSet<String>();
        tallies.values().forEach(tally -> hosts.add(tally.key.host()));
        return hosts;
    }

    /** The kinds of events whatever the host, as rules see them. */
    public List<EventKind> kinds() {
        return kinds(host -> true);
    }

    /** The kinds of events on some hosts, as rules see them. */
    public List<EventKind> kinds(Predicate<String> ofHost) {
        record Key(LogSource source, String channel, String provider, String eventId, int stated) {}
        var merged = new LinkedHashMap<Key, Tally>();
        for (var tally : tallies.values()) {
            var key = tally.key;
            if (ofHost.test(key.host())) {
                merged.computeIfAbsent(
                                new Key(key.source(), key.channel(), key.provider(), key.eventId(), key.stated()),
                                k -> new Tally(key))
                        .add(tally);
            }
        }
        return merged.values().stream().map(Tally::kind).distinct().toList();
    }
}
