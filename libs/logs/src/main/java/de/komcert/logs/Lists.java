package de.komcert.logs;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

import de.komcert.sigma.Placeholders;

/**
 * The lists of an Einrichtung that rules refer to.
 *
 * @param values by name of the list; {@code *} and {@code ?} in a value are wildcards
 */
public record Lists(SortedMap<String, Set<String>> values) {

    public static final Lists NONE = new Lists(Collections.emptySortedMap());

    /** The values in a text, one in each line. Blank lines and those that begin with # do not count. */
    public static Set<String> lines(String text) {
        return text.lines()
                .map(line -> line.replace("\ufeff", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Placeholders placeholders() {
        return new Placeholders(values.entrySet().stream()
                .collect(Collectors.toMap(list -> list.getKey(), list -> List.copyOf(list.getValue()))));
    }

    /**
     * SHA-256 over one line for each list, the hash of its values, two blanks and its name, sorted by name; empty where
     * there is none.
     */
    public String hash() {
        return values.isEmpty()
                ? ""
                : Sha256.of(values.entrySet().stream()
                        .map(list -> hash(list.getValue()) + "  " + list.getKey() + "\n")
                        .collect(Collectors.joining()));
    }

    /** SHA-256 over the sorted values, a line for each. */
    public static String hash(Set<String> values) {
        return Sha256.of(values.stream().sorted().map(value -> value + "\n").collect(Collectors.joining()));
    }
}
