package de.komcert.traces.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.Origin;
import de.komcert.traces.text.Numbers;
import de.komcert.traces.text.PerNames;
import org.jspecify.annotations.Nullable;

/**
 * An event from a JSON object. Its values lie side by side in one array of characters, or still in the line they were
 * read from, until somebody asks for one.
 */
final class JsonEntry implements Entry {

    private static final int MAX_SOURCES = 10_000;
    /** No source that a rule asks for is called by a longer name. */
    private static final int LONGEST_SOURCE = 300;

    /** How a value lies there. */
    private static final byte IN_CHARS = 0;

    private static final byte PLAIN = 1;
    private static final byte CODED = 2;

    private final PerNames<JsonForm> forms = new PerNames<>(JsonForm::new);
    private final Map<LogSource, LogSource> sources = new HashMap<>();
    private final List<String> names = new ArrayList<>();

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
    private JsonForm form = new JsonForm(Layout.of(List.of()));
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
            form = forms.of(names);
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
        var message = first(form.messages);
        return message == null ? form.source.toString() : message;
    }

    @Override
    public @Nullable String origin(Origin which) {
        return first(form.origin(which));
    }

    @Override
    public void origin(Origin which, Text into) {
        for (int slot : form.origin(which)) {
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
