package de.komcert.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.komcert.sigma.Correlator;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Level;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;
import de.komcert.traces.Census;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/** Takes hits in their order, follows correlations through them, and hands on what is severe enough. */
final class Hits {

    /** Files come in the order of their names, so a match may be as much older than the one before as it likes. */
    private static final Duration ANY_ORDER = Duration.ofDays(1_000_000);

    private static final int MOST_WAITING = 1_000_000;

    private final Matching matching;
    private final Correlator correlator;
    private final @Nullable Level least;
    private final Report report;
    private final Totals totals;
    private final RuleSet rules;
    private final Census census = new Census();
    private final Map<String, Detected> candidates = new HashMap<>();
    private long withoutTime;

    Hits(Rules rules, Pipeline pipeline, @Nullable Level least, Report report, Totals totals) {
        this.matching = new Matching(rules, pipeline, report.isDetailed());
        this.correlator = Correlator.of(rules.set(), pipeline, ANY_ORDER, MOST_WAITING);
        this.least = least;
        this.report = report;
        this.totals = totals;
        this.rules = rules.set();
    }

    Matching rules() {
        return matching;
    }

    /** What all that was read holds. */
    Census census() {
        return census;
    }

    void take(Item item) throws IOException {
        switch (item) {
            case Item.Hit(var detected) -> report(detected);
            case Item.Candidate(var detected, var event) -> {
                if (detected.time() == Entry.NO_TIME) {
                    withoutTime++;
                } else {
                    // The reference sorts as the file does, and then by record.
                    var reference = "%s\0%020d".formatted(detected.file(), detected.record());
                    candidates.put(reference, detected);
                    if (detected.rule() instanceof Rule.Detection rule) {
                        correlator.accept(rule, event, Moment.instant(detected.time()), reference);
                    }
                }
            }
            case Item.Lines lines -> {}
            case Item.Timed timed -> {}
            case Item.Wrong(var trouble) -> report.wrong(trouble);
            case Item.Met(var part) -> census.add(part);
            case Item.Read read -> {}
        }
    }

    private void report(Detected detected) throws IOException {
        if (least == null || detected.head().level().compareTo(least) >= 0) {
            totals.hit(detected);
            report.hit(detected);
        }
    }

    /** Reports the correlations, in the order of time, each where its last event stands. */
    void end(PrintStream err) throws IOException {
        correlator.finish();
        var found = correlator.findings().stream()
                .filter(finding -> rules.reportsAlone(finding.rule()))
                .toList();
        for (var finding : found) {
            var last = candidates.get(finding.references().getLast());
            if (last != null) {
                report(new Detected(
                        finding.rule(), last.file(), last.record(), last.time(), last.host(), group(finding)));
            }
        }
        var losses = correlator.losses();
        if (losses.evicted() + losses.late() + losses.ungrouped() + withoutTime > 0) {
            err.println(Plain.line(
                    "Verknüpfungen: %,d Treffer ohne das Feld, nach dem gruppiert wird, %,d ohne Zeit, %,d wegen ihrer"
                            + " Menge nicht berücksichtigt.",
                    losses.ungrouped(), withoutTime, losses.evicted() + losses.late()));
        }
    }

    /** What the events have in common. */
    private static List<Evidence.Field> group(Correlator.Finding finding) {
        return new TreeMap<>(finding.group())
                .entrySet().stream()
                        .map(field -> new Evidence.Field(field.getKey(), field.getValue()))
                        .toList();
    }
}
