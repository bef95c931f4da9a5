package de.komcert.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What stands before a file's header where that has no room for it: a length, a name and a value, line by line. */
record TarRecords(Map<String, String> values) {

    static final TarRecords NONE = new TarRecords(Map.of());

    /** As far as the lines are as they should be. */
    static TarRecords of(byte[] content) {
        var values = new HashMap<String, String>();
        int at = 0;
        while (at < content.length) {
            int length = 0;
            int digit = at;
            while (digit < content.length
                    && content[digit] >= '0'
                    && content[digit] <= '9'
                    && length < content.length) {
                length = length * 10 + content[digit++] - '0';
            }
            if (digit == content.length
                    || content[digit] != ' '
                    || length <= digit - at
                    || at + length > content.length) {
                break;
            }
            var line = Names.text(Arrays.copyOfRange(content, digit + 1, at + length - 1), StandardCharsets.ISO_8859_1);
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
            at += length;
        }
        return new TarRecords(values);
    }

    /** The name alone, as GNU's tar writes one that is too long for a header. */
    static TarRecords path(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return new TarRecords(Map.of("path", Names.text(Arrays.copyOf(content, end), StandardCharsets.ISO_8859_1)));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    long size(long otherwise) {
        var said = values.getOrDefault("size", "");
        return said.matches("\\d{1,15}") ? Long.parseLong(said) : otherwise;
    }

    Instant modified(Instant otherwise) {
        var seconds = values.getOrDefault("mtime", "").replaceFirst("\\..*", "");
        return seconds.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : otherwise;
    }

    boolean isSparse() {
        return values.keySet().stream().anyMatch(name -> name.startsWith("GNU.sparse."));
    }
}
