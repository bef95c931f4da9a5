package de.komcert.traces;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A sorted map that keeps the smallest keys when it has more than so many. What it keeps depends on the keys and not on
 * the order in which they come, and what it keeps is complete: a key that was given up never comes back, since those that
 * pushed it out stay or are pushed out by even smaller ones.
 */
final class Bounded<K extends Comparable<? super K>, V> {

    private final TreeMap<K, V> map = new TreeMap<>();
    private final int most;
    private final Consumer<V> givenUp;

    /** @param givenUp gets what is pushed out */
    Bounded(int most, Consumer<V> givenUp) {
        this.most = most;
        this.givenUp = givenUp;
    }

    @Nullable
    V get(K key) {
        return map.get(key);
    }

    /** The value of a key, made if need be; null where there is no room for that key. */
    @Nullable
    V open(K key, Function<K, V> made) {
        var known = map.get(key);
        if (known != null) {
            return known;
        }
        if (map.size() >= most) {
            if (key.compareTo(map.lastKey()) > 0) {
                return null;
            }
            givenUp.accept(map.pollLastEntry().getValue());
        }
        var fresh = made.apply(key);
        map.put(key, fresh);
        return fresh;
    }

    SortedMap<K, V> map() {
        return map;
    }

    Collection<V> values() {
        return map.values();
    }

    int size() {
        return map.size();
    }
}
