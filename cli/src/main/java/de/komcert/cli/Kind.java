package de.komcert.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which files in folders and collections are read.
 *
 * @param named how a file is read that was named and is not recognised
 */
record Kind(Recognition recognition, Format named) {

    /** Tells how a file is written. */
    @FunctionalInterface
    interface Recognition {

        /**
         * Null where the file is none that is read.
         *
         * @param name its path, or only its name
         * @param head the first bytes of its content; empty where only the name is to decide
         */
        @Nullable
        Format of(String name, byte[] head);
    }

    /** Windows event logs: called so, or beginning as they do. */
    static final Kind EVENT_LOGS =
            new Kind((name, head) -> isEventLog(name, head) ? Format.WINDOWS : null, Format.WINDOWS);

    static final Kind JSON_LINES = new Kind(
            (name, head) -> {
                var lower = name.toLowerCase(Locale.ROOT);
                return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? Format.JSON_LINES : null;
            },
            Format.JSON_LINES);

    private static boolean isEventLog(String name, byte[] head) {
        return name.toLowerCase(Locale.ROOT).endsWith(".evtx")
                || new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1).equals("ElfFile\0");
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
