package de.komcert.app.forensics.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;
import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a timeline are wanted. Empty texts want everything.
 *
 * @param words each has to stand somewhere in the event, in small letters and with signs in place of names
 * @param host a part of it, likewise
 * @param channel a part of the channel or the provider, likewise
 * @param eventId all of it
 * @param from ticks since 1601, or {@link Entry#NO_TIME} for no bound
 * @param to likewise; the last moment that is wanted
 * @param only the positions of the events among which it looks, or null for all
 */
public record EventFilter(
        List<String> words,
        String host,
        String channel,
        String eventId,
        long from,
        long to,
        @Nullable Set<Long> only) {

    public static final EventFilter ALL = new EventFilter(List.of(), "", "", "", Entry.NO_TIME, Entry.NO_TIME);

    public EventFilter {
        words = List.copyOf(words);
        only = only == null ? null : Set.copyOf(only);
    }

    public EventFilter(List<String> words, String host, String channel, String eventId, long from, long to) {
        this(words, host, channel, eventId, from, to, null);
    }

    /** The same among some events only. */
    public EventFilter among(Set<Long> positions) {
        return new EventFilter(words, host, channel, eventId, from, to, positions);
    }

    /** What somebody typed. */
    public static EventFilter typed(
            Readable names, String words, String host, String channel, String eventId, long from, long to) {
        return new EventFilter(
                Stream.of(names.stored(words).strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                names.stored(host).strip(),
                names.stored(channel).strip(),
                eventId.strip(),
                from,
                to);
    }

    /** Whether it wants less than everything inside its bounds of time. */
    public boolean narrows() {
        return !(words.isEmpty() && host.isEmpty() && channel.isEmpty() && eventId.isEmpty() && only == null);
    }

    /** Whether an event inside the bounds of time is wanted. */
    boolean wants(TimelineEvent event) {
        return (eventId.isEmpty() || eventId.equals(event.eventId()))
                && (host.isEmpty() || small(event.host()).contains(host))
                && (channel.isEmpty()
                        || small(event.channel()).contains(channel)
                        || small(event.provider()).contains(channel))
                && (words.isEmpty() || holdsWords(event));
    }

    private boolean holdsWords(TimelineEvent event) {
        var all = small(String.join(
                "\n", event.text(), event.host(), event.channel(), event.provider(), event.eventId(), event.file()));
        return words.stream().allMatch(all::contains);
    }

    /** As words are sought in it. */
    static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
