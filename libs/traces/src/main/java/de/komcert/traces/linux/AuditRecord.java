package de.komcert.traces.linux;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Moment;
import de.komcert.traces.text.KnownLine;
import de.komcert.traces.text.TextEntry;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * A record of the Linux audit log, as auditd writes it to its file, {@code ausearch --raw} gives it out and audispd passes
 * it on. Several records with one number are one event; rules look at each by itself.
 *
 * <p>A value in quotation marks stands for itself. Where a value might hold anything, such as a path or an argument, the
 * kernel writes it in hexadecimal digits without them. Behind the character {@code 0x1d} auditd repeats what the numbers
 * mean, under names in capitals, where it was told to; only the name of the call is worked out here where it does not.
 *
 * @param millis since 1970
 * @param serial the number of the event
 * @param message the record without its head
 * @param pairs in their order, decoded
 */
record AuditRecord(
        @Nullable String node, String type, long millis, String serial, String message, Map<String, String> pairs)
        implements KnownLine {

    private static final LogSource SOURCE = LogSource.of("linux", null, "auditd");
    private static final Pattern LINE = Pattern.compile(
            "(?:node=(?<node>\\S{1,255}) )?type=(?<type>[\\w\\[\\]-]{1,40}) (?:msg=)?audit\\((?<seconds>\\d{1,11})\\.(?<millis>\\d{3})"
                    + ":(?<serial>\\d{1,20})\\):\\s?(?<message>.*)",
            Pattern.DOTALL);
    private static final char REPEATED = '\u001d';
    private static final int MOST = 4_000;

    private static final Set<String> ANYTHING = Set.of(
            "acct",
            "cmd",
            "comm",
            "cwd",
            "data",
            "device",
            "dir",
            "exe",
            "file",
            "grp",
            "key",
            "name",
            "new-disk",
            "ocomm",
            "old-disk",
            "path",
            "proctitle",
            "vm",
            "watch");
    /** What stands where there is no value; a brace begins a group of pairs, which are read like others. */
    private static final Set<String> NOTHING = Set.of("?", "(null)", "{", "");

    private static final Pattern ARGUMENT = Pattern.compile("a\\d{1,5}");
    private static final Pattern PIECE = Pattern.compile("(a\\d{1,5})\\[\\d{1,5}\\]");
    private static final Pattern DIGITS = Pattern.compile("(?:[0-9A-F]{2})+");

    private static final Pattern OF_KERNEL =
            Pattern.compile("(?:\\[ *\\d+\\.\\d+\\] )?audit: (?<record>type=.*)", Pattern.DOTALL);

    /** What somebody has passed on by syslog; the kernel itself where no auditd is there to listen. */
    static @Nullable AuditRecord of(@Nullable String program, String message) {
        var kernel = "kernel".equals(program) ? OF_KERNEL.matcher(message) : null;
        return of(kernel != null && kernel.matches() ? kernel.group("record") : message);
    }

    static @Nullable AuditRecord of(String line) {
        if (!line.startsWith("type=") && !line.startsWith("node=")) {
            return null;
        }
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        var type = parts.group("type");
        var message = parts.group("message");
        return new AuditRecord(
                parts.group("node"),
                type,
                Long.parseLong(parts.group("seconds")) * 1000 + Long.parseLong(parts.group("millis")),
                parts.group("serial"),
                message.replace(REPEATED, ' ').strip(),
                new Pairs(type, message).read());
    }

    /** All arguments of a command behind each other, as a shell would show them; null where this is no record of such. */
    @Nullable
    String command() {
        if (!type.equals("EXECVE")) {
            return null;
        }
        var command = new StringBuilder();
        pairs.forEach((name, value) -> {
            if (ARGUMENT.matcher(name).matches()) {
                command.append(command.isEmpty() ? "" : " ").append(value);
            }
        });
        return command.toString();
    }

    @Override
    public LogSource source() {
        return SOURCE;
    }

    @Override
    public void fields(TextEntry entry) {
        entry.field("type", type);
        entry.field("serial", serial);
        pairs.forEach((name, value) -> {
            // Several keys of rules stand in one value.
            for (var part : name.equals("key") ? value.split("\u0001") : new String[] {value}) {
                entry.field(name, part);
            }
        });
        if (pairs.isEmpty()) {
            entry.field("message", message);
        }
        if (type.equals("SYSCALL") && !pairs.containsKey("SYSCALL")) {
            entry.alias("SYSCALL", AuditCalls.name(pairs.get("arch"), pairs.get("syscall")));
        }
        entry.alias("src_ip", pairs.get("addr"));
        entry.alias("user", pairs.get("acct"));
        entry.alias("cmdline", command());
    }

    @Override
    public @Nullable String name() {
        return node;
    }

    @Override
    public long time(Assumed assumed) {
        return Moment.stated(Instant.ofEpochMilli(millis));
    }

    /** Reads the pairs of one record; what is none is passed over. */
    private static final class Pairs {
        private final String type;
        private final String text;
        private final Map<String, String> pairs = new LinkedHashMap<>();

        Pairs(String type, String text) {
            this.type = type;
            this.text = text;
        }

        Map<String, String> read() {
            read(text.replace(REPEATED, ' '));
            return pairs;
        }

        private void read(String part) {
            int at = 0;
            while (at < part.length() && pairs.size() < MOST) {
                int equals = at;
                while (equals < part.length() && part.charAt(equals) > ' ' && part.charAt(equals) != '=') {
                    equals++;
                }
                if (equals == part.length() || part.charAt(equals) != '=' || equals == at) {
                    at = equals + 1;
                    continue;
                }
                char mark = equals + 1 < part.length() ? part.charAt(equals + 1) : ' ';
                boolean isQuoted = mark == '"' || mark == '\'';
                int from = equals + (isQuoted ? 2 : 1);
                int to = part.indexOf(isQuoted ? mark : ' ', from);
                to = to < 0 ? part.length() : to;
                take(part.substring(at, equals), part.substring(from, to), mark);
                at = to + 1;
            }
        }

        private void take(String name, String value, char mark) {
            if (mark == '\'') {
                read(value); // what a program has told stands in a message of its own
            } else if (mark == '"') {
                pairs.putIfAbsent(name, value);
            } else if (!NOTHING.contains(value)) {
                var piece = PIECE.matcher(name);
                if (piece.matches()) {
                    pairs.merge(piece.group(1), decoded(value), String::concat);
                } else {
                    boolean mayBeAnything = ANYTHING.contains(name)
                            || type.equals("EXECVE") && ARGUMENT.matcher(name).matches();
                    pairs.putIfAbsent(name, mayBeAnything ? decoded(value) : value);
                }
            }
        }

        /** Arguments are set apart by zeros. */
        private static String decoded(String value) {
            if (!DIGITS.matcher(value).matches()) {
                return value;
            }
            byte[] bytes = HexFormat.of().parseHex(value);
            return TextLines.decoded(bytes, 0, bytes.length)
                    .replaceFirst("\0+$", "")
                    .replace('\0', ' ');
        }
    }
}
