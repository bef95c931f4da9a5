package de.komcert.traces.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Moment;
import de.komcert.traces.Problem;
import de.komcert.traces.Utf8;
import de.komcert.traces.text.CsvRow;
import de.komcert.traces.text.TextEntry;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs in which a line {@code #Fields:} names the values of the lines after it, as often as it comes: those of IIS,
 * with blanks between the values and a plus for a blank inside one, and those of Exchange, with commas. Fields keep their
 * names; rules know them by those of the W3C format. Times are in UTC.
 */
public final class W3cEntries implements EntryReader {

    private static final Pattern OF_A_SERVER = Pattern.compile(
            "#(?:Software|Log-type): .*(?:Internet Information Services|Microsoft HTTP API|Exchange|HttpProxy).*");
    private static final Pattern NAMED =
            Pattern.compile("#Fields:.*\\b(?:cs-method|cs-uri|c-ip|date-?time)\\b.*", Pattern.CASE_INSENSITIVE);
    /** No log has so many names; what comes after them is left out. */
    private static final int MOST = 400;

    private static final String EXCHANGE_HEAD = "DateTime,RequestId,";

    /** The fields of Exchange's proxy by the names that the same have in IIS. */
    private static final List<Map.Entry<String, String>> OF_PROXY = List.of(
            Map.entry("ClientIpAddress", "c-ip"),
            Map.entry("Method", "cs-method"),
            Map.entry("UrlHost", "cs-host"),
            Map.entry("UrlStem", "cs-uri-stem"),
            Map.entry("UrlQuery", "cs-uri-query"),
            Map.entry("UserAgent", "cs-user-agent"),
            Map.entry("AuthenticatedUser", "cs-username"),
            Map.entry("HttpStatus", "sc-status"));
    /** What a visitor has sent in its head, by the names without parentheses that rules use. */
    private static final List<Map.Entry<String, String>> OF_HEAD = List.of(
            Map.entry("cs(User-Agent)", "cs-user-agent"),
            Map.entry("cs(Referer)", "cs-referer"),
            Map.entry("cs(Cookie)", "cs-cookie"));

    /** What the comments tell of the lines after them. */
    private record Told(List<String> names, boolean hasCommas, String software, String type, String date) {

        LogSource source() {
            if (!software.contains("Exchange") && type.isEmpty() && !hasCommas) {
                return LogSource.of("windows", null, "iis");
            }
            var words =
                    type.toLowerCase(Locale.ROOT).replaceFirst(" logs?$", "").replace(" ", "");
            return LogSource.of("windows", null, words.isEmpty() ? "msexchange-httpproxy" : "msexchange-" + words);
        }
    }

    private final TextEntry entry = new TextEntry("http:w3c:line");
    private final Map<String, String> values = new HashMap<>();
    private final TextLines lines;
    private final Consumer<Problem> problems;
    private Told told = new Told(List.of(), false, "", "", "");
    private LogSource source = told.source();

    /** @param problems gets each problem when it is met */
    public W3cEntries(InputStream in, Consumer<Problem> problems) throws IOException {
        this.lines = new TextLines(Utf8.of(in), problems);
        this.problems = problems;
    }

    /** Whether a line is one by which such a log is known, beyond doubt. */
    public static boolean isLine(String line) {
        return OF_A_SERVER.matcher(line).matches() || NAMED.matcher(line).matches() || line.startsWith(EXCHANGE_HEAD);
    }

    @Override
    public boolean next() throws IOException {
        while (lines.next()) {
            var line = lines.text();
            if (line.startsWith("#")) {
                comment(line);
            } else if (line.startsWith(EXCHANGE_HEAD)) {
                name(line);
            } else {
                read(line);
                return true;
            }
        }
        return false;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    private void comment(String line) {
        int colon = line.indexOf(':');
        var text = colon < 0 ? "" : line.substring(colon + 1).strip();
        switch (line.substring(0, Math.max(colon, 0))) {
            case "#Fields" -> name(text);
            case "#Software" -> told = new Told(told.names(), told.hasCommas(), text, told.type(), told.date());
            case "#Log-type" -> told = new Told(told.names(), told.hasCommas(), told.software(), text, told.date());
            case "#Date" ->
                told = new Told(
                        told.names(),
                        told.hasCommas(),
                        told.software(),
                        told.type(),
                        text.substring(0, Math.min(10, text.length())));
            default -> {}
        }
        source = told.source();
    }

    private void name(String text) {
        boolean hasCommas = text.indexOf(',') >= 0;
        var names = hasCommas ? CsvRow.cells(text, ',') : List.of(text.split("\\s+"));
        told = new Told(
                names.stream().limit(MOST).map(String::strip).toList(),
                hasCommas,
                told.software(),
                told.type(),
                told.date());
        source = told.source();
    }

    private void read(String line) {
        entry.begin(lines.number());
        var cells = told.hasCommas() ? CsvRow.cells(line, ',') : List.of(line.split(" ", -1));
        if (cells.size() != told.names().size()) {
            problems.accept(new Problem(
                    "NOT_W3C",
                    "Line " + lines.number() + " has " + cells.size() + " values for "
                            + told.names().size() + " names",
                    lines.offset(),
                    false));
        }
        values.clear();
        for (int i = 0; i < Math.min(cells.size(), told.names().size()); i++) {
            entry.field(told.names().get(i), cells.get(i));
            values.putIfAbsent(told.names().get(i), cells.get(i));
        }
        if (cells.size() > told.names().size()) {
            entry.field("message", line);
        }
        alias();
        entry.end(source, time(), host(), null, summary(line));
    }

    private void alias() {
        OF_PROXY.forEach(known -> alias(known.getValue(), values.get(known.getKey())));
        OF_HEAD.forEach(known -> {
            var value = values.get(known.getKey());
            alias(known.getValue(), value == null ? null : value.replace('+', ' '));
        });
        // The log of the kernel's part knows no stem and no query, the others no whole address.
        var uri = values.get("cs-uri");
        if (uri != null) {
            int query = uri.indexOf('?');
            alias("cs-uri-stem", query < 0 ? uri : uri.substring(0, query));
            alias("cs-uri-query", query < 0 ? null : uri.substring(query + 1));
        } else if (entry.value("cs-uri-stem") != null) {
            var query = entry.value("cs-uri-query");
            entry.alias("cs-uri", entry.value("cs-uri-stem") + (query == null ? "" : "?" + query));
        }
    }

    private void alias(String name, @Nullable String value) {
        if (entry.value(name) == null) {
            entry.alias(name, value);
        }
    }

    private long time() {
        var whole = first("DateTime", "date-time", "TimeStamp");
        var time = values.get("time");
        if (whole == null && time == null) {
            return Entry.NO_TIME;
        }
        long ticks = Moment.parse(whole != null ? whole : values.getOrDefault("date", told.date()) + " " + time);
        if (ticks == Entry.NO_TIME) {
            problems.accept(new Problem(
                    "BAD_TIME", "Line " + lines.number() + " has an impossible time", lines.offset(), false));
        }
        return ticks;
    }

    private @Nullable String host() {
        return first("s-computername", "ServerHostName", "server-hostname", "cs-host", "UrlHost", "s-ip");
    }

    private @Nullable String first(String... names) {
        for (var name : names) {
            var value = values.get(name);
            if (value != null && !value.isEmpty() && !value.equals("-")) {
                return value;
            }
        }
        return null;
    }

    private String summary(String line) {
        var words = new StringBuilder();
        for (var name : new String[] {"c-ip", "cs-method", "cs-uri", "sc-status"}) {
            var value = entry.value(name);
            if (value != null) {
                words.append(words.isEmpty() ? "" : " ").append(value);
            }
        }
        return words.isEmpty() ? line : words.toString();
    }
}
