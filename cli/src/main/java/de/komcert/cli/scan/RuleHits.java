package de.komcert.cli.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.komcert.logs.Detected;
import de.komcert.sigma.Head;
import de.komcert.traces.Entry;

/** What one rule has found: counts of everything, and the first records themselves. */
final class RuleHits {

    private static final int MOST_HOSTS = 1_000;

    private final Head head;
    private final List<Detected> records = new ArrayList<>();
    private final Map<String, Long> hosts = new TreeMap<>();
    private long count;
    private long first = Entry.NO_TIME;
    private long last = Entry.NO_TIME;

    RuleHits(Head head) {
        this.head = head;
    }

    void add(Detected hit, boolean isKept) {
        count++;
        if (hit.time() != Entry.NO_TIME) {
            first = first == Entry.NO_TIME ? hit.time() : Math.min(first, hit.time());
            last = last == Entry.NO_TIME ? hit.time() : Math.max(last, hit.time());
        }
        var host = hit.host() == null ? "" : hit.host();
        if (hosts.size() < MOST_HOSTS || hosts.containsKey(host)) {
            hosts.merge(host, 1L, Long::sum);
        }
        if (isKept) {
            records.add(hit);
        }
    }

    Head head() {
        return head;
    }

    List<Detected> records() {
        return records;
    }

    /** By host how often; the name is empty where an event does not tell. */
    Map<String, Long> hosts() {
        return hosts;
    }

    long count() {
        return count;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
