package de.komcert.sigma.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Follows correlations through the matches of single rules, in the order of time.
 *
 * <p>Matches may come in any order within a tolerance; they are sorted by time, reference and rule before they count, so
 * that the findings do not depend on the order of files. Windows slide and are tied to no clock: a match counts for as
 * long as the timespan lasts. A correlation reports when its condition becomes true for a group, and again only after a
 * match at which it was false, or after the window was empty: one finding for one attack, however long it lasts. Memory is
 * bounded; what had to be given up is counted. For one thread.
 */
public final class Correlator {

    /** What of a match is kept for the correlations: the values they group by and compute with. */
    record Occurrence(Rule rule, Instant time, String reference, Map<String, String> values) {
        static final Comparator<Occurrence> ORDER = Comparator.comparing(Occurrence::time)
                .thenComparing(Occurrence::reference)
                .thenComparing(occurrence -> occurrence.rule().head().file())
                .thenComparing(occurrence -> occurrence.rule().head().line());

        /** Of the objects that it consists of, without their texts, and with its place in a queue or a window. */
        private static final int SHELL = 256;

        private static final int SHELL_OF_A_VALUE = 96;

        /** Roughly how many bytes it takes. */
        int weight() {
            int weight = SHELL + reference.length();
            for (var value : values.entrySet()) {
                weight += SHELL_OF_A_VALUE + value.getValue().length();
            }
            return weight;
        }
    }

    /**
     * A correlation that became true.
     *
     * @param rule which one
     * @param first time of the earliest match in the window
     * @param last time of the match that made it true
     * @param group the values that the matches have in common
     * @param references of the matches in the window, at most the latest {@value #MOST_REFERENCES}, oldest first
     */
    public record Finding(
            Rule.Correlation rule, Instant first, Instant last, Map<String, String> group, List<String> references) {

        public static final int MOST_REFERENCES = 100;
    }

    /**
     * What could not be taken into account.
     *
     * @param late matches that came after their time had passed
     * @param evicted matches given up because there were too many at once
     * @param ungrouped matches that lack a field to group by
     */
    public record Losses(long late, long evicted, long ungrouped) {}

    private record Use(Rule.Correlation correlation, String reference) {}

    private record Key(Rule.Correlation correlation, List<String> group) {}

    private final Evidence evidence;
    private final Duration tolerance;
    private final long room;
    private final Map<Rule, List<Use>> uses = new HashMap<>();
    private final PriorityQueue<Occurrence> waiting = new PriorityQueue<>(Occurrence.ORDER);
    private final LinkedHashMap<Key, Window> windows = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Finding> findings = new ArrayList<>();
    private Instant latest = Instant.MIN;
    private Instant passed = Instant.MIN;
    private long waitingWeight;
    private long windowsWeight;
    private long late;
    private long evicted;
    private long ungrouped;

    private Correlator(RuleSet rules, Pipeline pipeline, Duration tolerance, long room) {
        this.evidence = new Evidence(pipeline);
        this.tolerance = tolerance;
        this.room = room;
        var byName = new HashMap<String, Rule>();
        for (var rule : rules.rules()) {
            byName.put(rule.head().id(), rule);
            if (rule.head().name() != null) {
                byName.put(rule.head().name(), rule);
            }
        }
        for (var correlation : rules.correlations()) {
            for (var reference : correlation.rules()) {
                var rule = byName.get(reference);
                if (rule != null) {
                    uses.computeIfAbsent(rule, r -> new ArrayList<>()).add(new Use(correlation, reference));
                }
            }
        }
    }

    /**
     * @param tolerance how much later than a younger match an older one may come
     * @param room roughly how many bytes those matches may take that wait until no older one can come, and those in
     *     windows as many again
     */
    public static Correlator of(RuleSet rules, Pipeline pipeline, Duration tolerance, long room) {
        return new Correlator(rules, pipeline, tolerance, room);
    }

    /**
     * Takes the match of {@code rule} with {@code event}.
     *
     * @param time of the event
     * @param reference by which the event is found again, for example file and record
     */
    public void accept(Rule.Detection rule, Event event, Instant time, String reference) {
        var used = using(rule);
        if (used.isEmpty()) {
            return;
        }
        if (time.isBefore(passed)) {
            late++;
            return;
        }
        var fields = used.stream().flatMap(Correlator::fields).toList();
        var occurrence = new Occurrence(rule, time, reference, evidence.values(rule, event, fields));
        waiting.add(occurrence);
        waitingWeight += occurrence.weight();
        latest = time.isAfter(latest) ? time : latest;
        while (!waiting.isEmpty()
                && (waitingWeight > room
                        || Duration.between(waiting.peek().time(), latest).compareTo(tolerance) > 0)) {
            countNext();
        }
    }

    // Rules filled with lists are other objects than those the correlation was joined with.
    private List<Use> using(Rule rule) {
        var used = uses.get(rule);
        if (used != null) {
            return used;
        }
        for (var entry : uses.entrySet()) {
            if (entry.getKey().head().equals(rule.head())) {
                return entry.getValue();
            }
        }
        return List.of();
    }

    private static Stream<String> fields(Use use) {
        return Stream.of(use.correlation().groupBy(), use.correlation().fields())
                .flatMap(List::stream)
                .map(name -> resolved(use, name));
    }

    private static String resolved(Use use, String name) {
        return use.correlation().resolved(use.reference(), name);
    }

    /** Counts every match that still waits, as at the end of the input. */
    public void finish() {
        while (countNext()) {
            // The next one.
        }
    }

    /**
     * Counts the earliest match that still waits; false where none does. Whoever asks for the findings after each holds
     * few of them at once.
     */
    public boolean countNext() {
        var next = waiting.poll();
        if (next == null) {
            return false;
        }
        waitingWeight -= next.weight();
        process(next);
        return true;
    }

    /** The findings since the last call, in the order of time. */
    public List<Finding> findings() {
        var result = List.copyOf(findings);
        findings.clear();
        return result;
    }

    /** What could not be taken into account so far. */
    public Losses losses() {
        return new Losses(late, evicted, ungrouped);
    }

    private void process(Occurrence first) {
        passed = first.time();
        var open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            var occurrence = open.remove();
            for (var use : using(occurrence.rule())) {
                var finding = count(use, occurrence);
                if (finding != null) {
                    findings.add(finding);
                    open.add(new Occurrence(finding.rule(), finding.last(), occurrence.reference(), finding.group()));
                }
            }
        }
        forget();
    }

    private @Nullable Finding count(Use use, Occurrence occurrence) {
        var correlation = use.correlation();
        var group = new LinkedHashMap<String, String>();
        var key = new ArrayList<String>();
        for (var name : correlation.groupBy()) {
            var value = occurrence.values().get(resolved(use, name));
            if (value == null) {
                ungrouped++;
                return null;
            }
            group.put(name, value);
            key.add(Fold.fold(value));
        }
        var window = windows.computeIfAbsent(new Key(correlation, key), k -> Window.of(correlation));
        windowsWeight -= window.weight();
        boolean became = window.add(occurrence, correlation.rules().indexOf(use.reference()), values(use, occurrence));
        windowsWeight += window.weight();
        return became
                ? new Finding(correlation, window.first(), occurrence.time(), Map.copyOf(group), window.references())
                : null;
    }

    private static List<String> values(Use use, Occurrence occurrence) {
        var values = new ArrayList<String>();
        for (var field : use.correlation().fields()) {
            var value = occurrence.values().get(resolved(use, field));
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == use.correlation().fields().size() ? values : List.of();
    }

    /** Gives up windows that are over, and while there is too much, the one that was idle longest. */
    private void forget() {
        Iterator<Map.Entry<Key, Window>> oldest = windows.entrySet().iterator();
        while (oldest.hasNext()) {
            var entry = oldest.next();
            boolean over = entry.getValue().isOver(passed);
            if (!over && windowsWeight <= room) {
                return;
            }
            windowsWeight -= entry.getValue().weight();
            evicted += over ? 0 : entry.getValue().size();
            oldest.remove();
        }
    }
}
