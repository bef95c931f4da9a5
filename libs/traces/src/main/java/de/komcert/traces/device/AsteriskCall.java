package de.komcert.traces.device;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.text.CsvRow;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * A call as Asterisk writes it into {@code Master.csv} when it has ended: sixteen values without names, and the unique id and
 * a field of the user's where the module was told to add them. What the caller is called stands in quotation marks.
 */
record AsteriskCall(List<String> values) implements Device {

    private static final LogSource SOURCE = LogSource.of("asterisk", null, "cdr");
    private static final List<String> NAMES = List.of(
            "accountcode",
            "src",
            "dst",
            "dcontext",
            "clid",
            "channel",
            "dstchannel",
            "lastapp",
            "lastdata",
            "start",
            "answer",
            "end",
            "duration",
            "billsec",
            "disposition",
            "amaflags",
            "uniqueid",
            "userfield");
    private static final int FEWEST = 16;
    private static final Set<String> DISPOSITIONS = Set.of("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?");
    private static final Pattern CALLER = Pattern.compile("\"(?<name>[^\"]{1,128})\" <[^>]*>");

    static @Nullable AsteriskCall of(String line) {
        if (!line.startsWith("\"") || !line.contains("\",\"")) {
            return null;
        }
        var values = CsvRow.cells(line, ',');
        boolean isOne = values.size() >= FEWEST
                && values.size() <= NAMES.size()
                && TIME.matcher(at(values, "start")).matches()
                && TIME.matcher(at(values, "end")).matches()
                && DISPOSITIONS.contains(at(values, "disposition"));
        return isOne ? new AsteriskCall(values) : null;
    }

    private static String at(List<String> values, String name) {
        return values.get(NAMES.indexOf(name));
    }

    @Override
    public LogSource source() {
        return SOURCE;
    }

    @Override
    public String message() {
        return at(values, "src") + " -> " + at(values, "dst") + " " + at(values, "disposition") + " "
                + at(values, "billsec") + " s";
    }

    @Override
    public void fields(TextEntry entry) {
        for (int i = 0; i < values.size(); i++) {
            entry.field(NAMES.get(i), values.get(i));
        }
        var caller = CALLER.matcher(at(values, "clid"));
        entry.field("caller_name", caller.matches() ? caller.group("name") : null);
    }

    /** Its file names no host, and is that of one system. */
    @Override
    public String name() {
        return "asterisk";
    }

    @Override
    public long time(Assumed assumed) {
        try {
            return assumed.ticks(LocalDateTime.parse(at(values, "start").replace(' ', 'T')));
        } catch (DateTimeException impossible) {
            return Entry.NO_TIME;
        }
    }
}
