package de.komcert.traces.census;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A map that keeps the smallest keys when it has more than so many. What it keeps depends on the keys and not on
 * the order in which they come, and what it keeps is complete: a key that was given up never comes back, since those that
 * pushed it out stay or are pushed out by even smaller ones.
 */
final class Bounded<K extends Comparable<? super K>, V> {

    private final Map<K, V> map = new HashMap<>();
    /** The keys in their order, once there is no more room. */
    private final TreeSet<K> order = new TreeSet<>();

    private final int most;
    private final Consumer<V> givenUp;

    /** @param givenUp gets what is pushed out */
    Bounded(int most, Consumer<V> givenUp) {
        this.most = most;
        this.givenUp = givenUp;
    }

    /** The value of a key, made if need be; null where there is no room for that key. */
    @Nullable
    V open(K key, Function<K, V> made) {
        var known = map.get(key);
        if (known != null) {
            return known;
        }
        if (map.size() >= most) {
            if (order.isEmpty()) {
                order.addAll(map.keySet());
            }
            if (key.compareTo(order.last()) > 0) {
                return null;
            }
            givenUp.accept(Objects.requireNonNull(map.remove(order.pollLast())));
            order.add(key);
        }
        var fresh = made.apply(key);
        map.put(key, fresh);
        return fresh;
    }

    /** Sorted by key. */
    List<V> values() {
        return map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    int size() {
        return map.size();
    }
}
