package de.komcert.traces;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.PerLayout;
import de.komcert.sigma.Text;
import org.jspecify.annotations.Nullable;

/**
 * An event from a JSON object. Its values lie side by side in one array of characters, or still in the line they were
 * read from, until somebody asks for one.
 */
final class JsonEntry implements Entry {

    private static final int MAX_SOURCES = 10_000;
    /** No source that a rule asks for is called by a longer name. */
    private static final int LONGEST_SOURCE = 300;

    private static final int WEIGHT_OF_A_FORM = 512;

    private static final List<String> TIMES = List.of(
            "TimeCreated_SystemTime", "UtcTime", "@timestamp", "timestamp", "EventTime", "eventTime", "time", "_time");
    private static final List<String> MESSAGES = List.of("message", "Message", "MESSAGE", "msg");
    private static final Map<Origin, List<String>> ORIGINS = Map.of(
            Origin.CHANNEL, List.of("Channel"),
            Origin.PROVIDER, List.of("Provider_Name", "ProviderName", "SourceName"),
            Origin.EVENT_ID, List.of("EventID", "EventId", "event_id"),
            Origin.HOST, List.of("Computer", "ComputerName", "Hostname", "hostname", "host.name", "host"));

    /** A layout, and which of its slots say where the event comes from and when it happened; -1 is none. */
    private static final class Form {
        private final Layout layout;
        private final int product;
        private final int category;
        private final int service;
        private final int[] times;
        private final Map<Origin, int[]> origins;
        /** The source of the event before of this form: mostly that of the next as well. */
        private LogSource source = LogSource.UNKNOWN;

        Form(List<String> names) {
            layout = Layout.of(names);
            product = names.indexOf("product");
            category = names.indexOf("category");
            service = names.indexOf("service");
            times = slots(names, TIMES);
            origins = ORIGINS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> slots(names, entry.getValue())));
        }

        private static int[] slots(List<String> names, List<String> candidates) {
            return candidates.stream()
                    .mapToInt(names::indexOf)
                    .filter(slot -> slot >= 0)
                    .toArray();
        }
    }

    private final Map<List<String>, Form> forms = new HashMap<>();
    private long formsWeight;
    private final Map<LogSource, LogSource> sources = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** How a value lies there. */
    private static final byte IN_CHARS = 0;

    private static final byte PLAIN = 1;
    private static final byte CODED = 2;

    private char[] chars = new char[4096];
    private int used;
    /** The line of the values that still lie in it. */
    private byte[] bytes = {};
    /** By value: where it begins and ends; the end is -1 for null. */
    private int[] starts = new int[64];

    private int[] ends = new int[64];
    private byte[] kinds = new byte[64];
    /** By value: whether JSON wrote it without quotes. */
    private boolean[] bare = new boolean[64];

    private int values;
    /** By slot: its first value. */
    private int[] firsts = new int[64];

    private long line;
    private Form form = new Form(List.of());
    /** Asked for again with each match. */
    private long time;

    private boolean isTimeKnown;

    // ---- filling ----

    void begin(long number) {
        line = number;
        names.clear();
        used = 0;
        values = 0;
        isTimeKnown = false;
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
        if (from == null) {
            add(used, -1, IN_CHARS, isBare);
            return;
        }
        reserve(count);
        System.arraycopy(from, offset, chars, used, count);
        add(used, used + count, IN_CHARS, isBare);
        used += count;
    }

    /**
     * A value of the field that was begun last, which stays in its line.
     *
     * @param isPlain whether it is ASCII without escapes; otherwise proper UTF-8 with the escapes of JSON
     */
    void value(byte[] line, int from, int to, boolean isPlain, boolean isBare) {
        bytes = line;
        add(from, to, isPlain ? PLAIN : CODED, isBare);
    }

    private void add(int from, int to, byte kind, boolean isBare) {
        if (values == starts.length) {
            starts = Arrays.copyOf(starts, values * 2);
            ends = Arrays.copyOf(ends, values * 2);
            kinds = Arrays.copyOf(kinds, values * 2);
            bare = Arrays.copyOf(bare, values * 2);
        }
        starts[values] = from;
        ends[values] = to;
        kinds[values] = kind;
        bare[values++] = isBare;
    }

    private void reserve(int more) {
        if (chars.length - used < more) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + more));
        }
    }

    /** Takes a coded value out of its line. */
    private void decode(int value) {
        int from = starts[value];
        int to = ends[value];
        reserve(to - from); // no character takes less than its byte
        starts[value] = used;
        used = JsonText.decode(bytes, from, to, chars, used);
        ends[value] = used;
        kinds[value] = IN_CHARS;
    }

    void end() {
        firsts[names.size()] = values;
        if (!names.equals(form.layout.names())) {
            form = form();
        }
        // Events of one form mostly have the same source, and are seen to without making strings.
        var source = form.source;
        if (!is(source.product(), form.product)
                || !is(source.category(), form.category)
                || !is(source.service(), form.service)) {
            var stated = LogSource.of(part(form.product), part(form.category), part(form.service));
            form.source = sources.size() < MAX_SOURCES ? sources.computeIfAbsent(stated, same -> same) : stated;
        }
    }

    private Form form() {
        var known = forms.get(names);
        if (known == null) {
            known = new Form(names);
            long weight = known.layout.weight() + WEIGHT_OF_A_FORM;
            if (names.size() <= PerLayout.MOST_SLOTS && weight <= PerLayout.ROOM) {
                formsWeight += weight;
                if (formsWeight > PerLayout.ROOM) {
                    forms.clear();
                    formsWeight = weight;
                }
                forms.put(known.layout.names(), known);
            }
        }
        return known;
    }

    private @Nullable String part(int slot) {
        var part = first(slot);
        return part == null || part.length() <= LONGEST_SOURCE ? part : part.substring(0, LONGEST_SOURCE);
    }

    private boolean is(@Nullable String text, int slot) {
        int value = slot < 0 || firsts[slot] == firsts[slot + 1] ? -1 : firsts[slot];
        if (value < 0 || ends[value] < 0 || text == null) {
            return text == null && (value < 0 || ends[value] < 0);
        }
        if (kinds[value] == CODED) {
            decode(value);
        }
        int length = ends[value] - starts[value];
        if (text.length() != length) {
            return false;
        }
        boolean isInChars = kinds[value] == IN_CHARS;
        for (int i = 0; i < length; i++) {
            int at = starts[value] + i;
            if (text.charAt(i) != (isInChars ? chars[at] : bytes[at])) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String first(int slot) {
        return slot < 0 || firsts[slot] == firsts[slot + 1] ? null : string(firsts[slot]);
    }

    private @Nullable String first(int[] slots) {
        for (int slot : slots) {
            var value = first(slot);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String string(int value) {
        if (ends[value] < 0) {
            return null;
        }
        if (kinds[value] == CODED) {
            decode(value);
        }
        int length = ends[value] - starts[value];
        return kinds[value] == IN_CHARS
                ? new String(chars, starts[value], length)
                : new String(bytes, starts[value], length, StandardCharsets.US_ASCII);
    }

    // ---- the event ----

    @Override
    public LogSource source() {
        return form.source;
    }

    @Override
    public Layout layout() {
        return form.layout;
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
        if (kinds[value] == CODED) {
            decode(value);
        }
        if (kinds[value] == IN_CHARS) {
            into.append(chars, starts[value], ends[value] - starts[value]);
        } else {
            into.appendAscii(bytes, starts[value], ends[value] - starts[value]);
        }
    }

    // ---- where it stands ----

    @Override
    public long record() {
        return line;
    }

    @Override
    public long time() {
        if (!isTimeKnown) {
            var text = first(form.times);
            time = text == null ? NO_TIME : Moment.parse(text);
            isTimeKnown = true;
        }
        return time;
    }

    @Override
    public String type() {
        return "json:line";
    }

    @Override
    public String summary() {
        var message = first(Form.slots(form.layout.names(), MESSAGES));
        return message == null ? form.source.toString() : message;
    }

    @Override
    public @Nullable String origin(Origin which) {
        var slots = form.origins.get(which);
        return slots == null ? null : first(slots);
    }

    @Override
    public void origin(Origin which, Text into) {
        var slots = form.origins.get(which);
        for (int slot : slots == null ? new int[0] : slots) {
            if (count(slot) > 0 && !isNull(slot, 0)) {
                text(slot, 0, into);
                return;
            }
        }
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
        for (int slot = 0; slot < form.layout.size(); slot++) {
            into.name(form.layout.names().get(slot));
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

    @Override
    public void writeDataAsTexts(JsonLine into) {
        into.openList();
        for (int slot = 0; slot < form.layout.size(); slot++) {
            for (int value = firsts[slot]; value < firsts[slot + 1]; value++) {
                into.text(form.layout.names().get(slot) + ": " + string(value));
            }
        }
        into.closeList();
    }
}
