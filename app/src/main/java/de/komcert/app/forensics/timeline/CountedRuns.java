package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;

import de.komcert.app.vault.FileId;

/** The runs of timelines that were read lately: counting reads a whole timeline, whose events never change. */
final class CountedRuns {

    private static final int MOST = 8;

    private record Key(FileId file, Map<String, Duration> clocks) {}

    private final Map<Key, ClockRuns> lately = Collections.synchronizedMap(new Lately<>(MOST));

    /** Those of an open file, by the clocks of hosts as they are known now. */
    ClockRuns of(FileId id, TimelineFile file, Map<String, Duration> clocks) throws IOException {
        var key = new Key(id, Map.copyOf(clocks));
        var known = lately.get(key);
        if (known == null) {
            known = new ClockRuns(file, clocks, ClockRuns.MOST_COUNTS);
            lately.put(key, known);
        }
        return known;
    }
}
