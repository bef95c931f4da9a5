package de.komcert.traces.device;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * A line of Asterisk, by syslog or in a file of its own, where it begins with a time in brackets. Its security log is made of
 * pairs; everything else is a message.
 *
 * @param clock the time in the line, null where it has none
 * @param pairs of the security log, empty for a message
 */
record Asterisk(@Nullable LocalDateTime clock, String message, Map<String, String> pairs) implements Device {

    private static final Pattern LINE = Pattern.compile(
            "(?:\\[(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)\\] )?"
                    + "(?:NOTICE|WARNING|ERROR|SECURITY|VERBOSE|DEBUG)\\[\\d{1,10}\\](?:\\[C-[0-9a-f]{1,16}\\])?:? "
                    + "[\\w.-]{1,64}\\.c(?:c|pp)?(?::\\d{1,6})?(?: in \\w{1,64})?: (?<message>.*)",
            Pattern.DOTALL);
    private static final int PARTS_OF_ADDRESS = 4;

    /** What it says by syslog. */
    static @Nullable Asterisk of(String message) {
        var line = LINE.matcher(message);
        if (!line.matches()) {
            return null;
        }
        var text = line.group("message");
        var pairs = text.startsWith("SecurityEvent=") ? KeyValues.of(text) : Map.<String, String>of();
        return new Asterisk(clock(line.group("time")), text, pairs);
    }

    /** A line of its own file. */
    static @Nullable Asterisk ofItself(String line) {
        var read = line.startsWith("[") ? of(line) : null;
        return read == null || read.clock == null ? null : read;
    }

    private static @Nullable LocalDateTime clock(@Nullable String time) {
        try {
            return time == null ? null : LocalDateTime.parse(time.replace(' ', 'T'));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    @Override
    public LogSource source() {
        return LogSource.of("asterisk", null, pairs.isEmpty() ? "messages" : "security");
    }

    @Override
    public void fields(TextEntry entry) {
        if (pairs.isEmpty()) {
            entry.field("message", message);
            return;
        }
        pairs.forEach(entry::field);
        // As in IPV4/UDP/203.0.113.7/5071.
        var remote = pairs.getOrDefault("RemoteAddress", "").split("/");
        if (remote.length == PARTS_OF_ADDRESS) {
            entry.field("src_ip", remote[2]);
        }
    }

    /** Its own files name no host. Rules count by host, so that each file is that of one system called after its product. */
    @Override
    public @Nullable String name() {
        return clock == null ? null : "asterisk";
    }

    @Override
    public long time(Assumed assumed) {
        return clock == null ? Entry.NO_TIME : assumed.ticks(clock);
    }
}
