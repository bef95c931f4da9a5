package de.komcert.traces.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import de.komcert.sigma.Layout;
import de.komcert.sigma.PerLayout;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out for the names of an entry's fields once and kept for the next entry with the same, in little room:
 * whoever writes ever new names, or long ones, is not remembered. For one thread.
 *
 * @param <T> what is worked out
 */
public final class PerNames<T> {

    /** About what the keeping takes, besides the names. */
    private static final int SHELL = 512;

    private static final int PLACES = 64;

    private record Kept<T>(List<String> names, T made) {}

    private final Map<List<String>, Kept<T>> known = new HashMap<>();
    /** Some of them by a few of their names: logs of several kinds take turns, and a list is long in being hashed. */
    private final @Nullable Kept<T>[] places = places();

    private final Function<Layout, T> work;
    private long weight;

    /** @param work works it out; the same for the same names */
    public PerNames(Function<Layout, T> work) {
        this.work = work;
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable Kept<T>[] places() {
        return new Kept[PLACES];
    }

    /** What is worked out for these names. The list may change afterwards. */
    public T of(List<String> names) {
        int place = place(names);
        var last = places[place];
        if (last != null && names.equals(last.names)) {
            return last.made;
        }
        var kept = known.get(names);
        if (kept == null) {
            var layout = Layout.of(names);
            kept = new Kept<>(layout.names(), work.apply(layout));
            if (!keep(layout, kept)) {
                return kept.made;
            }
        }
        places[place] = kept;
        return kept.made;
    }

    private static int place(List<String> names) {
        return names.isEmpty()
                ? 0
                : names.size()
                                + 31 * names.getLast().hashCode()
                                + names.getFirst().hashCode()
                        & PLACES - 1;
    }

    private boolean keep(Layout layout, Kept<T> kept) {
        long weighs = layout.weight() + SHELL;
        if (layout.size() > PerLayout.MOST_SLOTS || weighs > PerLayout.ROOM) {
            return false;
        }
        weight += weighs;
        if (weight > PerLayout.ROOM) {
            known.clear();
            Arrays.fill(places, null);
            weight = weighs;
        }
        known.put(kept.names, kept);
        return true;
    }
}
