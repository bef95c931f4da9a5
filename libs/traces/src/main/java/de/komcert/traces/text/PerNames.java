package de.komcert.traces.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import de.komcert.sigma.Layout;
import de.komcert.sigma.PerLayout;

/**
 * What is worked out for the names of an entry's fields once and kept for the next entry with the same, in little room:
 * whoever writes ever new names, or long ones, is not remembered. For one thread.
 *
 * @param <T> what is worked out
 */
public final class PerNames<T> {

    /** About what the keeping takes, besides the names. */
    private static final int SHELL = 512;

    private final Map<List<String>, T> known = new HashMap<>();
    private final Function<Layout, T> work;
    private long weight;

    /** @param work works it out; the same for the same names */
    public PerNames(Function<Layout, T> work) {
        this.work = work;
    }

    /** What is worked out for these names. The list may change afterwards. */
    public T of(List<String> names) {
        var kept = known.get(names);
        if (kept != null) {
            return kept;
        }
        var layout = Layout.of(names);
        var made = work.apply(layout);
        long weighs = layout.weight() + SHELL;
        if (layout.size() <= PerLayout.MOST_SLOTS && weighs <= PerLayout.ROOM) {
            weight += weighs;
            if (weight > PerLayout.ROOM) {
                known.clear();
                weight = weighs;
            }
            known.put(layout.names(), made);
        }
        return made;
    }
}
