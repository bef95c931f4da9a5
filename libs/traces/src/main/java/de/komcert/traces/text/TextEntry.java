package de.komcert.traces.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An event from a log that people can read: some named texts. A reader has one of these and fills it anew for each entry: it
 * begins, gives the fields in their order, and ends.
 */
public final class TextEntry implements Entry {

    private final String type;
    private final PerNames<Layout> layouts = new PerNames<>(layout -> layout);
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    /** Slots that rules see and that are not written, since they repeat another. */
    private final BitSet aliases = new BitSet();
    /** Names of the first slots, as far as somebody has asked. */
    private final Set<String> there = new HashSet<>();

    private int asked;

    private long record;
    private long time = NO_TIME;
    private Layout layout = Layout.of(List.of());
    private LogSource source = LogSource.UNKNOWN;
    private @Nullable String host;
    private @Nullable String provider;
    private String summary = "";

    /** @param type what {@link #type} answers */
    public TextEntry(String type) {
        this.type = type;
    }

    // ---- filling ----

    /**
     * Begins with the next entry.
     *
     * @param number what {@link #record} answers
     */
    public void begin(long number) {
        record = number;
        time = NO_TIME;
        names.clear();
        values.clear();
        aliases.clear();
        if (asked > 0) {
            there.clear();
            asked = 0;
        }
        host = null;
        provider = null;
        summary = "";
    }

    /** A field, unless the log says nothing or, by a dash, that there is nothing. */
    public void field(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equals("-")) {
            names.add(name);
            values.add(value);
        }
    }

    /** A field under the name that rules know it by; it is not written again. */
    public void alias(String name, @Nullable String value) {
        aliases.set(names.size());
        field(name, value);
        aliases.clear(names.size(), aliases.length());
    }

    /** An alias where no field has that name yet. Its value may be empty, since rules ask for that as well. */
    public void aliasUnlessThere(String name, String value) {
        while (asked < names.size()) {
            there.add(names.get(asked++));
        }
        if (!there.contains(name)) {
            aliases.set(names.size());
            names.add(name);
            values.add(value);
        }
    }

    /**
     * Ends the entry: its fields are known now.
     *
     * @param from where it was logged
     * @param ticks when, or {@link #NO_TIME}
     * @param fromHost null where nobody says
     * @param fromProvider who wrote it, null where nobody says
     * @param inWords what {@link #summary} answers
     */
    public void end(
            LogSource from, long ticks, @Nullable String fromHost, @Nullable String fromProvider, String inWords) {
        layout = layouts.of(names);
        source = from;
        time = ticks;
        host = fromHost;
        provider = fromProvider;
        summary = inWords;
    }

    /** The first value of a field, null where it has none. */
    public @Nullable String value(String name) {
        int place = names.indexOf(name);
        return place < 0 ? null : values.get(place);
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
        return 1;
    }

    @Override
    public boolean isNull(int slot, int index) {
        return false;
    }

    @Override
    public void text(int slot, int index, Text into) {
        into.append(values.get(slot));
    }

    // ---- where it stands ----

    @Override
    public long record() {
        return record;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public @Nullable String origin(Origin which) {
        return switch (which) {
            case CHANNEL -> source.service();
            case PROVIDER -> provider;
            case EVENT_ID -> null;
            case HOST -> host;
        };
    }

    @Override
    public void origin(Origin which, Text into) {
        var text = origin(which);
        if (text != null) {
            into.append(text);
        }
    }

    @Override
    public void writeOrigin(Origin which, JsonLine into) {
        into.text(origin(which));
    }

    @Override
    public void writeData(JsonLine into) {
        var written = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < names.size(); i++) {
            if (!aliases.get(i)) {
                written.computeIfAbsent(names.get(i), name -> new ArrayList<>(1))
                        .add(values.get(i));
            }
        }
        into.open();
        written.forEach((name, all) -> write(name, all, into));
        into.close();
    }

    @Override
    public void writeDataAsTexts(JsonLine into) {
        into.openList();
        for (int i = 0; i < names.size(); i++) {
            if (!aliases.get(i)) {
                into.text(names.get(i) + ": " + values.get(i));
            }
        }
        into.closeList();
    }

    private static void write(String name, List<String> all, JsonLine into) {
        into.name(name);
        if (all.size() == 1) {
            into.text(all.getFirst());
            return;
        }
        into.openList();
        all.forEach(into::text);
        into.closeList();
    }
}
