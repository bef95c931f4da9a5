package de.komcert.evtx;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields somebody wants to read, as small numbers. They are resolved when a template is first met, so that reading
 * one from a record is an array access and no search for a name.
 *
 * <p>Blanks in names do not count: {@code Threat Name} and {@code ThreatName} are the same field. Case counts.
 */
public final class Fields {

    /** For those who want whole records only. */
    public static final Fields NONE = of(List.of());

    private final Map<String, Integer> ids;

    private Fields(Map<String, Integer> ids) {
        this.ids = ids;
    }

    /** Numbers the names in their order; a name that stands there twice has the first number. */
    public static Fields of(Collection<String> names) {
        var ids = new HashMap<String, Integer>();
        int next = 0;
        for (String name : names) {
            ids.putIfAbsent(withoutBlanks(name), next++);
        }
        return new Fields(ids);
    }

    public static Fields of(String... names) {
        return of(List.of(names));
    }

    /** The number of a field, or -1 where it is not among them. */
    public int id(String name) {
        return ids.getOrDefault(withoutBlanks(name), -1);
    }

    /** One more than the highest number. */
    int size() {
        return ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
    }

    private static String withoutBlanks(String name) {
        return name.indexOf(' ') < 0 ? name : name.replace(" ", "");
    }
}
