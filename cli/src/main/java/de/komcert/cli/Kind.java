package de.komcert.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Which files in folders and collections are read; one that was named is read in any case. */
@FunctionalInterface
interface Kind {

    /**
     * @param name its path, or only its name
     * @param head the first bytes of its content; empty where only the name is to decide
     */
    boolean isWanted(String name, byte[] head);

    /** Windows event logs: called so, or beginning as they do. */
    Kind EVENT_LOGS = (name, head) -> name.toLowerCase(Locale.ROOT).endsWith(".evtx")
            || new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1).equals("ElfFile\0");

    Kind JSON_LINES = (name, head) -> {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    };
}
