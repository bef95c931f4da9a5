package de.komcert.app.forensics.timeline;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was used lately: beyond so many, what was not used for longest is forgotten. */
final class Lately<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Lately(int most) {
        super(most, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
