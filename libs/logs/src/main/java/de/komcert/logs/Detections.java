package de.komcert.logs;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

import de.komcert.sigma.Evidence;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.correlation.Correlator;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.census.Census;

/**
 * What a set of rules finds in logs, and what these hold. Threads hold entries against the rules by {@link #work}; what
 * that brings is handed to {@link #take} in its order, which follows correlations through it and adds up what there was.
 * The same input gives the same detections in the same order, whatever the number of threads.
 *
 * <pre>{@code
 * var detections = new Detections(rules, pipeline, detail, findings::add);
 * new Parts<Match>(pipeline, clocks, threads).read(Part.of(inputs.files()), detections::work, sink);
 * detections.end();
 * }</pre>
 *
 * <p>Here the sink calls {@link #take} with each match.
 */
public final class Detections {

    /** Takes detections in their order. */
    @FunctionalInterface
    public interface Sink {
        void accept(Detected detected) throws IOException;
    }

    /**
     * Entries that match a rule, and that no correlation could count.
     *
     * @param ungrouped for want of a field to group by
     * @param untimed for want of a time
     * @param crowded because there were too many
     */
    public record Losses(long ungrouped, long untimed, long crowded) {

        /** Whether every entry was counted. */
        public boolean isNone() {
            return ungrouped + untimed + crowded == 0;
        }
    }

    /** Files come in the order of their names, so a match may be as much older than the one before as a log can claim. */
    private static final Duration ANY_ORDER = ChronoUnit.FOREVER.getDuration();

    /** As much of the heap for matches that wait, and as much for those in windows: the server has other things to hold. */
    private static final int PARTS_OF_THE_HEAP = 16;

    private final Matching matching;
    private final Correlator correlator;
    private final RuleSet rules;
    private final Detail detail;
    private final Sink sink;
    private final Census census = new Census();
    private final Undecided undecided = new Undecided();
    private long untimed;

    /** Holds entries against the rules, with room for what correlations keep that grows with the heap. */
    public Detections(Rules rules, Pipeline pipeline, Detail detail, Sink sink) {
        this(rules, pipeline, detail, sink, Runtime.getRuntime().maxMemory() / PARTS_OF_THE_HEAP);
    }

    /** @param room roughly how many bytes may wait for the correlations, and be in their windows */
    Detections(Rules rules, Pipeline pipeline, Detail detail, Sink sink, long room) {
        this.matching = new Matching(rules, pipeline, detail);
        this.correlator = Correlator.of(rules.set(), pipeline, ANY_ORDER, room);
        this.rules = rules.set();
        this.detail = detail;
        this.sink = sink;
    }

    /** Holds the entries of one thread against the rules. */
    public Parts.Work<Match> work() {
        return matching.work();
    }

    /** Takes the next match in the order of the input. */
    public void take(Match match) throws IOException {
        switch (match) {
            case Match.Hit(var detected) -> sink.accept(detected);
            case Match.Candidate(var rule, var at, var event) -> {
                if (at.time() == Entry.NO_TIME) {
                    untimed++;
                } else {
                    correlator.accept(rule, event, Moment.instant(at.time()), at.key());
                    reportCorrelations(); // none, as long as there is room for all
                }
            }
            case Match.Undecided open -> undecided.add(open);
            case Match.Met(var part) -> census.add(part);
        }
    }

    /** Reports the correlations, in the order of time, each where its last entry stands. */
    public void end() throws IOException {
        while (correlator.countNext()) {
            reportCorrelations();
        }
    }

    private void reportCorrelations() throws IOException {
        for (var finding : correlator.findings()) {
            if (rules.reportsAlone(finding.rule())) {
                var entries =
                        finding.references().stream().map(Reference::parse).toList();
                sink.accept(new Detected(
                        finding.rule(),
                        entries.getLast(),
                        detail.shown(group(finding), detail.reasons()),
                        List.of(),
                        entries));
            }
        }
    }

    /** What the parts that ended so far hold, whether or not a rule matched there. */
    public Census census() {
        return census;
    }

    /** The rules that were too costly for some of the entries so far. */
    public List<Undecided.OfRule> undecided() {
        return undecided.rules();
    }

    /** What the correlations could not count so far. */
    public Losses losses() {
        var losses = correlator.losses();
        return new Losses(losses.ungrouped(), untimed, losses.evicted() + losses.late());
    }

    /** What the entries have in common. */
    private static List<Evidence.Field> group(Correlator.Finding finding) {
        return new TreeMap<>(finding.group())
                .entrySet().stream()
                        .map(field -> new Evidence.Field(field.getKey(), field.getValue()))
                        .toList();
    }
}
