package de.komcert.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Text;
import org.jspecify.annotations.Nullable;

/** An event from a JSON object. Its values lie side by side in one array of characters. */
final class JsonEntry implements Entry {

    private static final int MAX_LAYOUTS = 10_000;

    private static final List<String> TIMES = List.of(
            "TimeCreated_SystemTime", "UtcTime", "@timestamp", "timestamp", "EventTime", "eventTime", "time", "_time");
    private static final List<String> MESSAGES = List.of("message", "Message", "MESSAGE", "msg");
    private static final Map<Origin, List<String>> ORIGINS = Map.of(
            Origin.CHANNEL, List.of("Channel"),
            Origin.PROVIDER, List.of("Provider_Name", "ProviderName", "SourceName"),
            Origin.EVENT_ID, List.of("EventID", "EventId", "event_id"),
            Origin.HOST, List.of("Computer", "ComputerName", "Hostname", "hostname", "host.name", "host"));

    /** A layout, and which of its slots say where the event comes from and when it happened; -1 is none. */
    private record Form(Layout layout, int product, int category, int service, int[] times) {

        static Form of(List<String> names) {
            return new Form(
                    Layout.of(names),
                    names.indexOf("product"),
                    names.indexOf("category"),
                    names.indexOf("service"),
                    TIMES.stream()
                            .mapToInt(names::indexOf)
                            .filter(slot -> slot >= 0)
                            .toArray());
        }
    }

    private final Map<List<String>, Form> forms = new HashMap<>();
    private final Map<LogSource, LogSource> sources = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    private char[] chars = new char[4096];
    private int used;
    /** By value: where it begins and ends; the end is -1 for null. */
    private int[] starts = new int[64];

    private int[] ends = new int[64];
    /** By value: whether JSON wrote it without quotes. */
    private boolean[] bare = new boolean[64];

    private int values;
    /** By slot: its first value. */
    private int[] firsts = new int[64];

    private long line;
    private Form form = Form.of(List.of());
    private LogSource source = LogSource.UNKNOWN;

    // ---- filling ----

    void begin(long number) {
        line = number;
        names.clear();
        used = 0;
        values = 0;
    }

    void field(String name) {
        if (names.size() + 1 >= firsts.length) {
            firsts = Arrays.copyOf(firsts, firsts.length * 2);
        }
        firsts[names.size()] = values;
        names.add(name);
    }

    /** A value of the field that was begun last; null characters are a null. */
    void value(char @Nullable [] from, int offset, int count, boolean isBare) {
        if (values == starts.length) {
            starts = Arrays.copyOf(starts, values * 2);
            ends = Arrays.copyOf(ends, values * 2);
            bare = Arrays.copyOf(bare, values * 2);
        }
        starts[values] = used;
        bare[values] = isBare;
        if (from == null) {
            ends[values++] = -1;
            return;
        }
        if (chars.length - used < count) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + count));
        }
        System.arraycopy(from, offset, chars, used, count);
        used += count;
        ends[values++] = used;
    }

    void end() {
        firsts[names.size()] = values;
        if (!names.equals(form.layout().names())) {
            form = form();
        }
        // Neighbours mostly have the same source, and are seen to without making strings.
        if (!is(source.product(), form.product())
                || !is(source.category(), form.category())
                || !is(source.service(), form.service())) {
            var stated = LogSource.of(first(form.product()), first(form.category()), first(form.service()));
            source = sources.size() < MAX_LAYOUTS ? sources.computeIfAbsent(stated, same -> same) : stated;
        }
    }

    private Form form() {
        var known = forms.get(names);
        if (known == null) {
            if (forms.size() >= MAX_LAYOUTS) {
                forms.clear();
            }
            known = Form.of(names);
            forms.put(known.layout().names(), known);
        }
        return known;
    }

    private boolean is(@Nullable String text, int slot) {
        int value = slot < 0 || firsts[slot] == firsts[slot + 1] ? -1 : firsts[slot];
        if (value < 0 || ends[value] < 0 || text == null) {
            return text == null && (value < 0 || ends[value] < 0);
        }
        int length = ends[value] - starts[value];
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[starts[value] + i]) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String first(int slot) {
        return slot < 0 || firsts[slot] == firsts[slot + 1] ? null : string(firsts[slot]);
    }

    private @Nullable String first(List<String> candidates) {
        for (var name : candidates) {
            var value = first(form.layout().names().indexOf(name));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String string(int value) {
        return ends[value] < 0 ? null : new String(chars, starts[value], ends[value] - starts[value]);
    }

    // ---- the event ----

    @Override
    public LogSource source() {
        return source;
    }

    @Override
    public Layout layout() {
        return form.layout();
    }

    @Override
    public int count(int slot) {
        return firsts[slot + 1] - firsts[slot];
    }

    @Override
    public boolean isNull(int slot, int index) {
        return ends[firsts[slot] + index] < 0;
    }

    @Override
    public void text(int slot, int index, Text into) {
        int value = firsts[slot] + index;
        into.append(chars, starts[value], ends[value] - starts[value]);
    }

    // ---- where it stands ----

    @Override
    public long record() {
        return line;
    }

    @Override
    public long time() {
        for (int slot : form.times()) {
            var text = first(slot);
            if (text != null) {
                return Moment.parse(text);
            }
        }
        return NO_TIME;
    }

    @Override
    public String type() {
        return "json:line";
    }

    @Override
    public String summary() {
        var message = first(MESSAGES);
        return message == null ? source.toString() : message;
    }

    @Override
    public @Nullable String origin(Origin which) {
        return first(ORIGINS.getOrDefault(which, List.of()));
    }

    @Override
    public void writeOrigin(Origin which, JsonLine into) {
        var text = origin(which);
        if (which == Origin.EVENT_ID && text != null) {
            Numbers.write(text, into);
        } else {
            into.text(text);
        }
    }

    @Override
    public void writeData(JsonLine into) {
        into.open();
        for (int slot = 0; slot < form.layout().size(); slot++) {
            into.name(form.layout().names().get(slot));
            boolean isList = count(slot) != 1;
            if (isList) {
                into.openList();
            }
            for (int value = firsts[slot]; value < firsts[slot + 1]; value++) {
                if (bare[value]) {
                    into.literal(string(value));
                } else {
                    into.text(string(value));
                }
            }
            if (isList) {
                into.closeList();
            }
        }
        into.close();
    }
}
