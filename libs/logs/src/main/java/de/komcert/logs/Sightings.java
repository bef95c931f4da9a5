package de.komcert.logs;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import de.komcert.sigma.Evidence;
import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;

/** Notes which logs one thread meets, and which rules could match there. */
final class Sightings {

    private static final int MOST_LOGS = 1_000;
    private static final int MOST_KINDS = 20_000;

    private record KindOfEntry(LogSource source, String log, String eventId) {}

    private final Evidence evidence;
    private final Map<LogSource, Long> sources;
    private final Set<KindOfEntry> known = new HashSet<>();
    private final Set<LogSource> reached = new HashSet<>();
    private Seen seen = Seen.nothing();

    Sightings(Evidence evidence, Map<LogSource, Long> sources) {
        this.evidence = evidence;
        this.sources = sources;
    }

    void add(Entry entry) {
        var log = text(entry, Origin.CHANNEL);
        if (seen.logs().containsKey(log) || seen.logs().size() < MOST_LOGS) {
            seen.logs().merge(log, Seen.Span.of(entry.time()), Seen.Span::and);
        }
        if (known.size() >= MOST_KINDS) {
            known.clear(); // what is met again is worked out again, so that the result depends on no thread
        }
        if (reached.size() < sources.size()
                && known.add(new KindOfEntry(entry.source(), log, text(entry, Origin.EVENT_ID)))) {
            var fresh = new HashSet<>(evidence.reached(entry, sources.keySet()));
            fresh.removeAll(reached);
            reached.addAll(fresh);
            seen.reached().addAll(fresh);
        }
    }

    private static String text(Entry entry, Origin which) {
        var text = entry.origin(which);
        return text == null ? "" : text;
    }

    /** What was met since the last call. */
    Seen take() {
        var taken = seen;
        seen = Seen.nothing();
        return taken;
    }
}
