package de.komcert.traces.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What a record of a cloud tells, by dotted names: {@code status.errorCode}, several values where they stand in a list. Where
 * a name is looked up its capitals do not count, since each export writes them in its own way, nor does what it is wrapped in.
 */
final class CloudFields {

    private static final int LONGEST_WHOLE = 1 << 16;
    /** Hardly any record has so many; what comes after them is left out. */
    static final int MOST = 3_000;

    private static final String WRAPPING = "properties.";

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> wholes = new LinkedHashMap<>();
    private final Map<String, Json> trees = new HashMap<>();
    private final Map<String, String> firsts = new HashMap<>();
    private int count;

    CloudFields(Json.Members record) {
        add("", record);
    }

    private void add(String prefix, Json.Members members) {
        members.all().forEach((name, value) -> add(prefix, name, value));
    }

    private void add(String prefix, String name, Json value) {
        if (++count > MOST) {
            return;
        }
        var dotted = prefix + name;
        switch (value) {
            case Json.Members inner -> {
                whole(dotted, inner);
                add(dotted + ".", inner);
            }
            case Json.Items(var items) -> {
                whole(dotted, value);
                for (var item : items) {
                    if (item instanceof Json.Members inner) {
                        add(dotted + ".", inner);
                    } else {
                        add(prefix, name, item);
                    }
                }
            }
            case Json.Word(var text, var isBare) -> {
                values.computeIfAbsent(dotted, n -> new ArrayList<>()).add(text);
                firsts.putIfAbsent(key(dotted), text);
            }
            case Json.Nothing nothing -> {}
        }
    }

    private void whole(String name, Json value) {
        trees.putIfAbsent(key(name), value);
        var text = value.compact();
        if (text.length() <= LONGEST_WHOLE) {
            wholes.putIfAbsent(name, text);
        }
    }

    private static String key(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return small.startsWith(WRAPPING) ? small.substring(WRAPPING.length()) : small;
    }

    /** The first value of the first of the names that has one; null where none has. */
    @Nullable
    String first(List<String> names) {
        for (var name : names) {
            var value = firsts.get(key(name));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    @Nullable
    String first(String name) {
        return firsts.get(key(name));
    }

    boolean has(String name) {
        return firsts.containsKey(key(name)) || trees.containsKey(key(name));
    }

    /** An object or a list; null where there is none of that name. */
    @Nullable
    Json tree(String name) {
        return trees.get(key(name));
    }

    /** Whether something was left out. */
    boolean areCut() {
        return count > MOST;
    }

    /** All values by their names as they stand. */
    void each(BiConsumer<String, String> to) {
        values.forEach((name, all) -> all.forEach(value -> to.accept(name, value)));
    }

    /** All objects and lists as JSON. */
    void eachWhole(BiConsumer<String, String> to) {
        wholes.forEach(to);
    }
}
