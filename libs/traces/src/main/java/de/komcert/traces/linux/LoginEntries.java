package de.komcert.traces.linux;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Moment;
import de.komcert.traces.Problem;
import de.komcert.traces.text.TextEntry;

/**
 * Reads the {@linkplain LoginRecord records} of logins that Linux keeps in {@code wtmp}, {@code btmp} and {@code utmp}. The
 * service in Sigma's words is that name, which no rule for {@code auth} or {@code sshd} sees: what stands here stands in
 * their lines as well, and would count twice.
 *
 * <p>Where bytes are no record, the next one is searched for byte by byte. Zeros in place of a record are nothing in utmp,
 * which keeps a place for each terminal; in the others nobody writes them, and whoever wipes a login leaves them.
 */
public final class LoginEntries implements EntryReader {

    private final TextEntry entry = new TextEntry("linux:utmp:event");
    private final LoginLog log;
    private final LogSource source;
    private final InputStream in;
    private final Consumer<Problem> problems;
    private final byte[] buffer = new byte[LoginRecord.SIZE * 256];
    private int from;
    private int to;
    private long offset;
    /** Where bytes begin that are no record, or that are an empty one; -1 where what was read last is one. */
    private long lost = -1;

    private long empty = -1;

    /**
     * @param name of the file, which tells which it is; where it does not, it is read as a {@code wtmp}
     * @param problems gets each problem when it is met
     */
    public LoginEntries(String name, InputStream in, Consumer<Problem> problems) {
        var named = LoginLog.of(name);
        this.log = named == null ? LoginLog.WTMP : named;
        this.source = LogSource.of("linux", null, log.word());
        this.in = in;
        this.problems = problems;
    }

    /** Whether a file is called so and holds a record for certain among those with which it begins. */
    public static boolean isHead(String name, byte[] head) {
        if (head.length < LoginRecord.SIZE || LoginLog.of(name) == null) {
            return false;
        }
        for (int at = 0; at + LoginRecord.SIZE <= head.length; at += LoginRecord.SIZE) {
            if (LoginRecord.isOne(head, at)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public boolean next() throws IOException {
        while (fill()) {
            if (lost < 0 ? !LoginRecord.isPossible(buffer, from) : !LoginRecord.isOne(buffer, from)) {
                if (lost < 0) {
                    endEmpty(offset);
                    lost = offset;
                }
                pass(1);
                continue;
            }
            endLost();
            var record = LoginRecord.of(buffer, from);
            long at = offset;
            pass(LoginRecord.SIZE);
            if (record.type() != LoginRecord.EMPTY) {
                endEmpty(at);
                take(record, at / LoginRecord.SIZE + 1);
                return true;
            }
            if (empty < 0 && log != LoginLog.UTMP) {
                empty = at;
            }
        }
        end();
        return false;
    }

    private void take(LoginRecord record, long number) {
        entry.begin(number);
        entry.field("type", LoginRecord.TYPES.get(record.type()));
        entry.field(record.isOfSomebody(log) ? "user" : "name", record.user());
        entry.field("terminal", record.terminal());
        boolean isOfSystem = record.type() <= LoginRecord.OLD_TIME && log != LoginLog.BTMP;
        entry.field(isOfSystem ? "kernel" : "src_host", record.host());
        var stated = record.address().isEmpty() ? Address.of(record.host()) : record.address();
        entry.field("src_ip", isOfSystem ? null : stated);
        if (record.type() == LoginRecord.RUN_LEVEL) {
            entry.field("runlevel", runLevel(record));
        } else {
            entry.field("pid", number(record.process()));
        }
        entry.field("session", number(record.session()));
        entry.field("signal", number(record.signal()));
        entry.field("status", number(record.status()));
        long time = record.seconds() == 0
                ? Entry.NO_TIME
                : Moment.stated(Instant.ofEpochSecond(record.seconds(), record.micros() * 1_000L));
        entry.end(source, time, null, null, inWords(record));
    }

    private static String number(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    /** A character, as init is told; nothing where the system goes down. */
    private static String runLevel(LoginRecord record) {
        int level = record.process() & 0xff;
        return level <= ' ' || level > '~' ? "" : Character.toString(level);
    }

    private String inWords(LoginRecord record) {
        var words = new StringBuilder(what(record));
        boolean isOfSomebody = record.isOfSomebody(log);
        words.append(isOfSomebody && !record.user().isEmpty() ? " of " + record.user() : "");
        words.append(record.terminal().isEmpty() || record.terminal().equals("~") ? "" : " on " + record.terminal());
        var address = entry.value("src_ip");
        var whence = address == null ? record.host() : address;
        return words.append(isOfSomebody && !whence.isEmpty() ? " from " + whence : "")
                .toString();
    }

    private String what(LoginRecord record) {
        if (log == LoginLog.BTMP) {
            return "Failed login";
        }
        return switch (record.type()) {
            case LoginRecord.RUN_LEVEL ->
                record.user().equals("shutdown") ? "Shutdown" : "Runlevel " + runLevel(record);
            case LoginRecord.BOOT -> "Boot" + (record.host().isEmpty() ? "" : " of " + record.host());
            case LoginRecord.LOGIN -> "Waiting for a login";
            case LoginRecord.USER -> "Login";
            case LoginRecord.DEAD -> "Logout";
            default -> LoginRecord.TYPES.get(record.type());
        };
    }

    /** Whether there is room for another record in what is left; then it lies in the buffer. */
    private boolean fill() throws IOException {
        if (to - from < LoginRecord.SIZE) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            to += in.readNBytes(buffer, to, buffer.length - to);
        }
        return to - from >= LoginRecord.SIZE;
    }

    private void pass(int bytes) {
        from += bytes;
        offset += bytes;
    }

    private void endLost() {
        if (lost >= 0) {
            problems.accept(
                    new Problem("BAD_LOGIN_RECORD", offset - lost + " bytes are no record of a login", lost, true));
            lost = -1;
        }
    }

    private void endEmpty(long at) {
        if (empty >= 0) {
            problems.accept(new Problem(
                    "EMPTY_LOGIN_RECORD",
                    (at - empty) / LoginRecord.SIZE + " records of logins are empty",
                    empty,
                    true));
            empty = -1;
        }
    }

    private void end() {
        endEmpty(offset);
        if (lost >= 0) {
            pass(to - from);
            endLost();
        } else if (to > from) {
            problems.accept(new Problem("LOGIN_RECORD_CUT", "The last record of a login is cut off", offset, true));
            pass(to - from);
        }
    }
}
