package de.komcert.traces.linux;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Moment;
import de.komcert.traces.Problem;
import de.komcert.traces.device.Device;
import de.komcert.traces.text.KnownLine;
import de.komcert.traces.text.TextEntry;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that Linux programs log and {@linkplain de.komcert.traces.device devices} send, as rsyslog and others write them to files:
 * with a time of RFC 3164 (which has neither year nor zone), with an ISO time (as Debian does since version 12), or as RFC
 * 5424; and those that some devices write themselves. A line that is none of these is an event without a time, since it may
 * belong to the one before.
 */
public final class SyslogEntries implements EntryReader {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String TAG =
            "(?<program>[^\\s\\[:]{1,128})(?:\\[(?<pid>[^\\]\\s]{1,32})\\])?:\\s?(?<message>.*)";
    private static final String PRIORITY = "(?:<(?<priority>\\d{1,3})>)?";
    private static final Pattern PRIORITY_ALONE = Pattern.compile("^" + PRIORITY);
    private static final Pattern OLD = Pattern.compile(
            PRIORITY
                    + "(?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) (?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:\\.\\d+)?"
                    + " (?<host>\\S{1,255}) (?:" + TAG + "|(?<rest>.*))",
            Pattern.DOTALL);
    private static final Pattern ISO = Pattern.compile(
            PRIORITY + "(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d))"
                    + " (?<host>\\S{1,255}) (?:" + TAG + "|(?<rest>.*))",
            Pattern.DOTALL);
    private static final Pattern NEW = Pattern.compile(
            "<(?<priority>\\d{1,3})>1 (?<time>\\S{1,40}) (?<host>\\S{1,255}) (?<program>\\S{1,128}) (?<pid>\\S{1,128})"
                    + " (?<id>\\S{1,32}) (?<rest>.*)",
            Pattern.DOTALL);

    private final TextEntry entry = new TextEntry("syslog:line");
    private final AuditedCommands commands = new AuditedCommands();
    private final TextLines lines;
    private final Assumed assumed;
    private final Consumer<Problem> problems;
    private boolean hasAssumed;

    /** @param problems gets each problem when it is met */
    public SyslogEntries(InputStream in, Assumed assumed, Consumer<Problem> problems) {
        this.lines = new TextLines(in, problems);
        this.assumed = assumed;
        this.problems = problems;
    }

    /** Whether a line is one that this reads, beyond doubt. */
    public static boolean isLine(String line) {
        var old = OLD.matcher(line);
        var iso = ISO.matcher(line);
        return NEW.matcher(line).matches()
                || old.matches() && month(old) > 0 && isFromSomebody(old)
                || iso.matches() && isFromSomebody(iso)
                || isCertain(withoutPriority(line));
    }

    private static boolean isCertain(String line) {
        var known = knownByItself(line);
        return known != null && known.isCertain();
    }

    private static boolean isFromSomebody(Matcher line) {
        return line.group("program") != null || known(null, line.group("rest")) != null;
    }

    /** What somebody has passed on; null where its form is not known. */
    private static @Nullable KnownLine known(@Nullable String program, String message) {
        var record = AuditRecord.of(program, message);
        return record == null ? Device.of(program, message) : record;
    }

    /** A line without a head of syslog; null where its form is not known. */
    private static @Nullable KnownLine knownByItself(String line) {
        var record = AuditRecord.of(line);
        return record == null ? Device.ofItself(line) : record;
    }

    private static String withoutPriority(String line) {
        return PRIORITY_ALONE.matcher(line).replaceFirst("");
    }

    @Override
    public boolean next() throws IOException {
        if (!lines.next()) {
            return false;
        }
        var line = lines.text();
        entry.begin(lines.number());
        var modern = NEW.matcher(line);
        var iso = ISO.matcher(line);
        var old = OLD.matcher(line);
        if (modern.matches()) {
            modern(modern);
        } else if (iso.matches()) {
            logged(iso, Moment.parse(iso.group("time").replace(',', '.')));
        } else if (old.matches() && month(old) > 0) {
            logged(old, old(old));
        } else if (!isByItself(withoutPriority(line))) {
            problems.accept(new Problem(
                    "NOT_SYSLOG", "Line " + lines.number() + " has no time and host", lines.offset(), false));
            entry.field("message", line);
            entry.end(Services.of(null), Entry.NO_TIME, null, null, line);
        }
        return true;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    /** A line that somebody has written without anybody else. */
    private boolean isByItself(String line) {
        var known = knownByItself(line);
        if (known == null) {
            return false;
        }
        entry.field("host", known.name());
        told(known, known.name(), null, Entry.NO_TIME);
        return true;
    }

    private void logged(Matcher line, long time) {
        priority(line.group("priority"));
        var program = line.group("program");
        var message = program == null ? line.group("rest") : line.group("message");
        entry.field("host", line.group("host"));
        entry.field("program", program);
        entry.field("pid", line.group("pid"));
        end(line.group("host"), program, message, time);
    }

    private void modern(Matcher line) {
        priority(line.group("priority"));
        var rest = line.group("rest");
        int data = endOfData(rest);
        var message = rest.substring(data).strip().replaceFirst("^\ufeff", "");
        entry.field("host", line.group("host"));
        entry.field("program", line.group("program"));
        entry.field("pid", line.group("pid"));
        entry.field("msgid", line.group("id"));
        entry.field("structuredData", rest.substring(0, data).strip());
        var program = line.group("program");
        end(line.group("host"), program.equals("-") ? null : program, message, Moment.parse(line.group("time")));
    }

    private void end(String host, @Nullable String program, String message, long time) {
        var known = known(program, message);
        if (known != null) {
            told(known, host, program, time);
            return;
        }
        entry.field("message", message);
        var source = Services.of(program);
        if ("sshd".equals(source.service())) {
            SshdMessage.fields(message, entry);
        }
        entry.end(
                source,
                time,
                host.equals("-") ? null : host,
                program,
                program == null ? message : program + ": " + message);
    }

    /** Its own clock goes before that of whoever passed the line on, which may have come late. */
    private void told(KnownLine line, @Nullable String host, @Nullable String program, long time) {
        line.fields(entry);
        if (line instanceof AuditRecord record) {
            commands.follow(record, entry);
        }
        long own = line.time(assumed);
        entry.end(
                line.source(),
                own == Entry.NO_TIME ? time : own,
                host == null || host.equals("-") ? line.name() : host,
                program,
                line.message());
    }

    /** Structured data is a dash, or brackets one behind the other in which a bracket stands behind a backslash. */
    private static int endOfData(String rest) {
        if (!rest.startsWith("[")) {
            return rest.startsWith("-") ? 1 : 0;
        }
        boolean isInside = false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\\' && isInside) {
                i++;
            } else if (c == '[' && !isInside) {
                isInside = true;
            } else if (c == ']') {
                isInside = false;
            } else if (!isInside) {
                return i;
            }
        }
        return rest.length();
    }

    private void priority(@Nullable String priority) {
        if (priority != null) {
            int number = Integer.parseInt(priority);
            entry.field("facility", Integer.toString(number / 8));
            entry.field("severity", Integer.toString(number % 8));
        }
    }

    private static int month(Matcher line) {
        int at = MONTHS.indexOf(line.group("month"));
        return at % 3 == 0 ? at / 3 + 1 : 0;
    }

    private long old(Matcher line) {
        if (!hasAssumed) {
            hasAssumed = true;
            problems.accept(new Problem(
                    "TIME_ASSUMED",
                    "The lines have neither year nor zone: zone " + assumed.zone() + ", year by the date of the file",
                    lines.offset(),
                    false));
        }
        return assumed.ticks(
                month(line),
                Integer.parseInt(line.group("day").strip()),
                Integer.parseInt(line.group("hour")),
                Integer.parseInt(line.group("minute")),
                Integer.parseInt(line.group("second")));
    }
}
