package de.komcert.logs;

import java.util.Locale;

import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands, and the beginning of what it says of itself.
 *
 * @param file the name of its input
 * @param record its number there
 * @param time ticks since 1601, or {@link Entry#NO_TIME}
 * @param isResidue whether it is left over from an earlier use of its space, and no part of its log any more
 */
public record Reference(
        String file,
        long record,
        long time,
        @Nullable String host,
        @Nullable String channel,
        @Nullable String provider,
        @Nullable String eventId,
        boolean isResidue) {

    /** So many characters of each word are kept: more than any host or channel is called by, whatever a log claims. */
    static final int LONGEST = 300;

    public static Reference of(String file, Entry entry) {
        return new Reference(
                file,
                entry.record(),
                entry.time(),
                beginning(entry.origin(Origin.HOST)),
                beginning(entry.origin(Origin.CHANNEL)),
                beginning(entry.origin(Origin.PROVIDER)),
                beginning(entry.origin(Origin.EVENT_ID)),
                entry.isResidue());
    }

    private static @Nullable String beginning(@Nullable String word) {
        return word == null ? null : Beginning.of(word, LONGEST);
    }

    /** About how many bytes its words take; the name of the file is shared. */
    int weight() {
        int weight = 0;
        for (var word : new @Nullable String[] {host, channel, provider, eventId}) {
            weight += word == null ? 0 : word.length();
        }
        return weight;
    }

    /** As one text that sorts as the file does, and then by record. The lengths at its end tell the words apart. */
    String key() {
        var text = new StringBuilder(String.format(Locale.ROOT, "%s\0%020d", file, record));
        var lengths = new StringBuilder().append(text.length());
        for (var word : new @Nullable String[] {host, channel, provider, eventId}) {
            text.append(word == null ? "" : word);
            lengths.append(' ').append(word == null ? -1 : word.length());
        }
        lengths.append(isResidue ? " 1" : " 0");
        return text.append('\0').append(time).append(' ').append(lengths).toString();
    }

    /** Reads a {@link #key}. */
    static Reference parse(String key) {
        var numbers = key.substring(key.lastIndexOf('\0') + 1).split(" ");
        int at = Integer.parseInt(numbers[1]);
        int file = key.lastIndexOf('\0', at - 1);
        var words = new @Nullable String[4];
        for (int i = 0; i < words.length; i++) {
            int length = Integer.parseInt(numbers[2 + i]);
            words[i] = length < 0 ? null : key.substring(at, at + length);
            at += Math.max(0, length);
        }
        return new Reference(
                key.substring(0, file),
                Long.parseLong(key.substring(file + 1, file + 1 + 20)),
                Long.parseLong(numbers[0]),
                words[0],
                words[1],
                words[2],
                words[3],
                numbers[6].equals("1"));
    }
}
