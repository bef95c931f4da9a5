package de.komcert.traces.linux;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Moment;
import de.komcert.traces.Problem;
import de.komcert.traces.text.TextEntry;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal of systemd as {@code journalctl -o export} writes it: for each entry its fields, then an empty line. A
 * field is {@code NAME=value} in a line; where the value has unusual bytes, its name in a line, then the number of bytes
 * (8, the lowest first), the bytes, and the end of a line.
 */
public final class JournalEntries implements EntryReader {

    private static final int LONGEST = 16 << 20;
    private static final int MOST_FIELDS = 4_096;

    private final InputStream in;
    private final Consumer<Problem> problems;
    private final TextEntry entry = new TextEntry("systemd:journal");
    private final AuditedCommands commands = new AuditedCommands();
    private long offset;
    private long number;
    private boolean hasEnded;

    /** @param problems gets each problem when it is met */
    public JournalEntries(InputStream in, Consumer<Problem> problems) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.problems = problems;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public boolean next() throws IOException {
        while (!hasEnded) {
            entry.begin(number + 1);
            int fields = 0;
            for (byte[] line = line(); line != null && line.length > 0; line = line()) {
                if (fields < MOST_FIELDS && field(line)) {
                    fields++;
                }
            }
            if (fields > 0) {
                number++;
                end();
                return true;
            }
        }
        return false;
    }

    private void end() {
        var program = entry.value("SYSLOG_IDENTIFIER");
        program = program == null ? entry.value("_COMM") : program;
        var host = entry.value("_HOSTNAME");
        var message = entry.value("MESSAGE");
        var transport = entry.value("_TRANSPORT");
        var source = Services.of("audit".equals(transport) ? transport : program);
        // Rules speak of a message in small letters, as in all other logs of Linux.
        entry.alias("message", message);
        var record = audited(transport, message);
        if (record != null) {
            record.fields(entry);
            commands.follow(record, entry);
        }
        if (message != null && "sshd".equals(source.service())) {
            SshdMessage.fields(message, entry);
        }
        entry.end(
                source,
                time(entry.value("__REALTIME_TIMESTAMP")),
                host,
                program,
                (program == null ? "" : program + ": ") + (message == null ? "" : message));
    }

    /** The kernel's record of an audit, which the journal has taken apart from its head. */
    private @Nullable AuditRecord audited(@Nullable String transport, @Nullable String message) {
        var type = entry.value("_AUDIT_TYPE_NAME");
        var time = entry.value("_SOURCE_REALTIME_TIMESTAMP");
        var id = entry.value("_AUDIT_ID");
        if (!"audit".equals(transport) || message == null || type == null || time == null || id == null) {
            return null;
        }
        var head = time.length() <= 6
                ? ""
                : time.substring(0, time.length() - 6) + "." + time.substring(time.length() - 6, time.length() - 3);
        return AuditRecord.of("type=" + type + " audit(" + head + ":" + id + "): "
                + (message.startsWith(type + " ") ? message.substring(type.length() + 1) : message));
    }

    private static long time(@Nullable String microseconds) {
        return microseconds == null || !microseconds.matches("\\d{1,17}")
                ? Entry.NO_TIME
                : Moment.stated(Instant.EPOCH.plus(Long.parseLong(microseconds), ChronoUnit.MICROS));
    }

    /** Takes a field, and tells whether it was one. */
    private boolean field(byte[] line) throws IOException {
        int equals = 0;
        while (equals < line.length && line[equals] != '=') {
            equals++;
        }
        if (!isName(line, equals)) {
            problems.accept(new Problem("NOT_JOURNAL", "A line is no field of a journal", offset, true));
            return false;
        }
        var name = TextLines.decoded(line, 0, equals);
        if (equals < line.length) {
            entry.field(name, TextLines.decoded(line, equals + 1, line.length - equals - 1));
            return true;
        }
        byte[] value = binary();
        if (value == null) {
            return false;
        }
        entry.field(name, TextLines.decoded(value, 0, value.length));
        return true;
    }

    private static boolean isName(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            byte c = line[i];
            if (c != '_' && (c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return length > 0 && length <= 64 + 2;
    }

    private byte @Nullable [] binary() throws IOException {
        byte[] size = in.readNBytes(Long.BYTES);
        offset += size.length;
        long length = size.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > LONGEST) {
            problems.accept(new Problem(
                    "NOT_JOURNAL", "A field says to have " + Long.toUnsignedString(length) + " bytes", offset, true));
            return null;
        }
        byte[] value = in.readNBytes((int) length);
        offset += value.length;
        int after = in.read();
        offset += after < 0 ? 0 : 1;
        if (after != '\n') {
            problems.accept(new Problem("NOT_JOURNAL", "A field does not end where it says", offset, true));
        }
        return value;
    }

    /** The next line without its end, empty between entries; null at the end. */
    private byte @Nullable [] line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0) {
                hasEnded = true;
                return line.size() == 0 ? null : line.toByteArray();
            }
            offset++;
            if (c == '\n') {
                return line.toByteArray();
            }
            if (line.size() < LONGEST) {
                line.write(c);
            }
        }
    }
}
