package de.komcert.app.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts for each key in a sliding window of time.
 *
 * <p>It remembers a bounded number of keys; a new one beyond it pushes out the one not heard of for the longest time.
 */
final class Attempts {

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Deque<Instant>> recent;

    Attempts(int limit, Duration window, int keys, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
                return size() > keys;
            }
        };
    }

    /**
     * Counts one more attempt and says whether it is within the limit. Counting comes before trying, so that many at
     * once get no more tries than one after the other. What is refused does not count, so that waiting helps.
     */
    synchronized boolean admit(String key) {
        var now = clock.instant();
        var times = recent.computeIfAbsent(key, _ -> new ArrayDeque<>(limit));
        while (!times.isEmpty() && !times.getFirst().isAfter(now.minus(window))) {
            times.removeFirst();
        }
        return times.size() < limit && times.add(now);
    }

    /** Takes back the last attempt: it was none of somebody who guesses. */
    synchronized void forgive(String key) {
        var times = recent.get(key);
        if (times != null) {
            times.pollLast();
        }
    }

    /** Forgets the attempts of somebody who proved to be the right one. */
    synchronized void forget(String key) {
        recent.remove(key);
    }

    synchronized int keys() {
        return recent.size();
    }
}
