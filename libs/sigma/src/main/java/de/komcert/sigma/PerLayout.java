package de.komcert.sigma;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is worked out for a layout once and kept for its next event, in little room: logs of one kind have few layouts of few
 * names each, and whoever writes more, or longer names, is not remembered. For one thread.
 *
 * @param <T> what is worked out
 */
public final class PerLayout<T> {

    /** Layouts of more slots are made up, and not kept. */
    public static final int MOST_SLOTS = 4_096;

    /** The layouts that are kept weigh no more together. */
    public static final long ROOM = 1L << 25;

    private static final int SHELL = 256;

    private final Map<Layout, T> known = new IdentityHashMap<>();
    private final Function<Layout, T> work;
    private long weight;

    /** @param work works it out; the same for the same layout */
    public PerLayout(Function<Layout, T> work) {
        this.work = work;
    }

    /** What is worked out for the layout. */
    public T of(Layout layout) {
        var kept = known.get(layout);
        if (kept != null) {
            return kept;
        }
        var made = work.apply(layout);
        if (layout.size() <= MOST_SLOTS && layout.weight() <= ROOM) {
            weight += layout.weight() + SHELL;
            if (weight > ROOM) {
                known.clear();
                weight = layout.weight() + SHELL;
            }
            known.put(layout, made);
        }
        return made;
    }
}
