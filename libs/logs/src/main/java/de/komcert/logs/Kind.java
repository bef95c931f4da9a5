package de.komcert.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import de.komcert.archive.Collection;
import de.komcert.traces.Utf8;
import de.komcert.traces.cloud.CloudEntries;
import de.komcert.traces.linux.LoginEntries;
import de.komcert.traces.linux.SyslogEntries;
import de.komcert.traces.web.AccessEntries;
import de.komcert.traces.web.W3cEntries;
import org.jspecify.annotations.Nullable;

/**
 * Which files in folders and collections are read.
 *
 * @param named how a file is read that was named and is not recognised
 */
public record Kind(Recognition recognition, Format named) {

    /** Tells how a file is written. */
    @FunctionalInterface
    public interface Recognition {

        /**
         * Null where the file is none that is read.
         *
         * @param name its path, or only its name
         * @param head the first bytes of its content; empty where only the name is to decide
         */
        @Nullable
        Format of(String name, byte[] head);
    }

    private static final int LINES_LOOKED_AT = 5;

    /** Windows event logs: called so, or beginning as they do. */
    public static final Kind EVENT_LOGS =
            new Kind((name, head) -> isEventLog(name, head) ? Format.WINDOWS : null, Format.WINDOWS);

    /** One JSON object in each line: called so, since nothing in them tells. */
    public static final Kind JSON_LINES = new Kind(
            (name, head) -> {
                var lower = name.toLowerCase(Locale.ROOT);
                return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? Format.JSON_LINES : null;
            },
            Format.JSON_LINES);

    /** All logs that tell by themselves what they are. */
    public static final Kind LOGS =
            new Kind((name, head) -> isEventLog(name, head) ? Format.WINDOWS : other(name, head), Format.WINDOWS);

    /** Logs of one format. */
    public static Kind only(Format format) {
        return switch (format) {
            case WINDOWS -> EVENT_LOGS;
            case JSON_LINES -> JSON_LINES;
            case SYSLOG, JOURNAL, ACCESS, W3C, CLOUD, LOGINS ->
                new Kind((name, head) -> other(name, head) == format ? format : null, format);
        };
    }

    /** What this or else the other one recognises. */
    public Kind or(Kind other) {
        return new Kind(
                (name, head) -> {
                    var format = recognition.of(name, head);
                    return format == null ? other.recognition.of(name, head) : format;
                },
                named);
    }

    private static boolean isEventLog(String name, byte[] head) {
        return name.toLowerCase(Locale.ROOT).endsWith(".evtx")
                || new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1).equals("ElfFile\0");
    }

    private static @Nullable Format other(String name, byte[] head) {
        byte[] plain = Collection.plain(head);
        return LoginEntries.isHead(name, plain) ? Format.LOGINS : text(plain);
    }

    private static @Nullable Format text(byte[] head) {
        var text = Utf8.head(head);
        if (text.startsWith("__CURSOR=") || text.startsWith("__REALTIME_TIMESTAMP=")) {
            return Format.JOURNAL;
        }
        if (CloudEntries.isHead(text)) {
            return Format.CLOUD;
        }
        var lines = text.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES_LOOKED_AT)
                .toList();
        if (isAny(lines, W3cEntries::isLine)) {
            return Format.W3C;
        }
        return isAny(lines, AccessEntries::isLine)
                ? Format.ACCESS
                : isAny(lines, SyslogEntries::isLine) ? Format.SYSLOG : null;
    }

    private static boolean isAny(List<String> lines, Predicate<String> test) {
        return lines.stream().anyMatch(test);
    }

    boolean isWanted(String name, byte[] head) {
        return recognition.of(name, head) != null;
    }

    /** How a file is read that is read in any case. */
    Format format(String name, byte[] head) {
        var format = recognition.of(name, head);
        return format == null ? named : format;
    }
}
