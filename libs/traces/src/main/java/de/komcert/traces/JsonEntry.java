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

    private final Map<List<String>, Layout> layouts = new HashMap<>();
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
    private Layout layout = Layout.of(List.of());
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
        var known = layouts.get(names);
        if (known == null) {
            if (layouts.size() >= MAX_LAYOUTS) {
                layouts.clear();
            }
            known = Layout.of(names);
            layouts.put(known.names(), known);
        }
        layout = known;
        var stated = LogSource.of(first("product"), first("category"), first("service"));
        source = sources.size() < MAX_LAYOUTS ? sources.computeIfAbsent(stated, same -> same) : stated;
    }

    private @Nullable String first(String name) {
        int slot = layout.names().indexOf(name);
        return slot < 0 || firsts[slot] == firsts[slot + 1] ? null : string(firsts[slot]);
    }

    private @Nullable String first(List<String> candidates) {
        for (var name : candidates) {
            var value = first(name);
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
        return layout;
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
        var text = first(TIMES);
        return text == null ? NO_TIME : Moment.parse(text);
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
        for (int slot = 0; slot < layout.size(); slot++) {
            into.name(layout.names().get(slot));
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
