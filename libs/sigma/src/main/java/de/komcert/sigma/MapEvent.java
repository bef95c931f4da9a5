package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** An event whose values are strings in memory. */
final class MapEvent implements Event {

    private final LogSource source;
    private final Layout layout;
    private final @Nullable String[][] values;

    private MapEvent(LogSource source, Layout layout, @Nullable String[][] values) {
        this.source = source;
        this.layout = layout;
        this.values = values;
    }

    static MapEvent of(LogSource source, Map<String, ?> fields) {
        var names = new ArrayList<String>();
        var values = new ArrayList<@Nullable String[]>();
        flatten("", fields, names, values);
        return new MapEvent(source, Layout.of(names), values.toArray(new String[0][]));
    }

    /** The same values with a layout that is shared with other events of the same names. */
    MapEvent sharing(Layout other) {
        if (!other.names().equals(layout.names())) {
            throw new IllegalArgumentException("The layouts differ: " + layout + " and " + other);
        }
        return new MapEvent(source, other, values);
    }

    private static void flatten(String prefix, Map<?, ?> fields, List<String> names, List<@Nullable String[]> values) {
        fields.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + name + ".", nested, names, values);
            } else {
                names.add(prefix + name);
                values.add(
                        value instanceof Collection<?> list
                                ? list.stream().map(MapEvent::text).toArray(String[]::new)
                                : new @Nullable String[] {text(value)});
            }
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

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
        return values[slot].length;
    }

    @Override
    public boolean isNull(int slot, int index) {
        return values[slot][index] == null;
    }

    @Override
    public void text(int slot, int index, Text into) {
        var value = values[slot][index];
        if (value != null) {
            into.append(value);
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder(source.toString());
        for (int slot = 0; slot < values.length; slot++) {
            text.append("\n  ").append(layout.names().get(slot)).append(": ").append(Arrays.toString(values[slot]));
        }
        return text.toString();
    }
}
