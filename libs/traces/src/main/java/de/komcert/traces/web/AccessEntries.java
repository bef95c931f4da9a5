package de.komcert.traces.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Moment;
import de.komcert.traces.Problem;
import de.komcert.traces.text.TextEntry;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads the access logs of Apache and nginx in the formats <em>common</em>, <em>combined</em> and, as Debian writes those
 * of other sites, with the site before the address. What a server has escaped is text again; the address a visitor asked
 * for stays encoded as it was. Fields have the names of the W3C format, and {@code request} is the whole first line.
 */
public final class AccessEntries implements EntryReader {

    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern LINE = Pattern.compile(
            "(?:(?<site>\\S{1,255}:\\d{1,5}) )?(?<client>\\S{1,255}) (?<ident>\\S{1,255}) (?<user>.{1,255}?)"
                    + " \\[(?<time>\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})\\] "
                    + QUOTED + " (?<status>\\d{3}|-) (?<bytes>\\d+|-)(?: " + QUOTED + " " + QUOTED
                    + ")?(?: (?<more>.*))?",
            Pattern.DOTALL);
    private static final Pattern REQUEST =
            Pattern.compile("(?<method>[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}) (?<uri>\\S+)(?: (?<version>HTTP/[\\d.]+))?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final LogSource SOURCE = LogSource.of(null, null, "access");

    private final TextEntry entry = new TextEntry("http:access:line");
    private final TextLines lines;
    private final Consumer<Problem> problems;

    /** @param problems gets each problem when it is met */
    public AccessEntries(InputStream in, Consumer<Problem> problems) {
        this.lines = new TextLines(in, problems);
        this.problems = problems;
    }

    /** Whether a line is one that this reads, beyond doubt. */
    public static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    @Override
    public boolean next() throws IOException {
        if (!lines.next()) {
            return false;
        }
        var line = lines.text();
        entry.begin(lines.number());
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            problems.accept(new Problem(
                    "NOT_ACCESS", "Line " + lines.number() + " is no line of an access log", lines.offset(), false));
            entry.field("message", line);
            entry.end(SOURCE, Entry.NO_TIME, null, null, line);
            return true;
        }
        var site = parts.group("site");
        var request = plain(parts.group(6));
        entry.field("cs-host", site == null ? null : site.substring(0, site.lastIndexOf(':')));
        entry.field("c-ip", parts.group("client"));
        entry.field("cs-username", plain(parts.group("user")));
        entry.field("request", request);
        var asked = REQUEST.matcher(request);
        if (asked.matches()) {
            var uri = asked.group("uri");
            int query = uri.indexOf('?');
            entry.field("cs-method", asked.group("method"));
            entry.field("cs-uri", uri);
            entry.field("cs-uri-stem", query < 0 ? uri : uri.substring(0, query));
            entry.field("cs-uri-query", query < 0 ? null : uri.substring(query + 1));
            entry.field("cs-version", asked.group("version"));
        }
        entry.field("sc-status", parts.group("status"));
        entry.field("sc-bytes", parts.group("bytes"));
        entry.field("cs-referer", optional(parts.group(9)));
        entry.field("cs-user-agent", optional(parts.group(10)));
        entry.field("more", parts.group("more"));
        entry.end(
                SOURCE,
                time(parts.group("time")),
                entry.value("cs-host"),
                null,
                parts.group("client") + " " + request + " " + parts.group("status"));
        return true;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    private long time(String text) {
        try {
            return Moment.stated(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException impossible) {
            problems.accept(new Problem(
                    "BAD_TIME", "Line " + lines.number() + " has an impossible time", lines.offset(), false));
            return Entry.NO_TIME;
        }
    }

    private static @Nullable String optional(@Nullable String text) {
        return text == null ? null : plain(text);
    }

    /** Without the escapes of the server: Apache writes quotes and tabs by a letter, both write other bytes in hex. */
    private static String plain(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] != '\\' || i + 1 == escaped.length) {
                bytes.write(escaped[i]);
                continue;
            }
            byte kind = escaped[++i];
            int hex = kind == 'x' ? hex(escaped, i + 1) : -1;
            if (hex >= 0) {
                bytes.write(hex);
                i += 2;
            } else {
                bytes.write(
                        switch (kind) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            case 'v' -> 0x0b;
                            default -> kind;
                        });
            }
        }
        return TextLines.decoded(bytes.toByteArray(), 0, bytes.size());
    }

    private static int hex(byte[] text, int at) {
        int high = at + 1 < text.length ? Character.digit(text[at], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text[at + 1], 16);
        return low < 0 ? -1 : high << 4 | low;
    }
}
