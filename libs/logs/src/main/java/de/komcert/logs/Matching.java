package de.komcert.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.Head;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import de.komcert.sigma.Scan;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.census.CensusTaker;
import org.jspecify.annotations.Nullable;

/** Holds entries against the rules. What it knows of rules is shared by all threads; each thread has its own work. */
final class Matching {

    private final Rules rules;
    private final Pipeline pipeline;
    private final Detail detail;
    private final Map<Head, Boolean> reporting;
    private final Set<Head> counted;

    Matching(Rules rules, Pipeline pipeline, Detail detail) {
        this.rules = rules;
        this.pipeline = pipeline;
        this.detail = detail;
        this.reporting = rules.reporting();
        this.counted = rules.counted();
    }

    Parts.Work<Match> work() {
        return new Holding();
    }

    /** Holds the entries of one thread against the rules. */
    private final class Holding implements Parts.Work<Match> {
        private final Map<Detector, Scan> scans = new HashMap<>();
        private final Evidence evidence = new Evidence(pipeline);
        private final CensusTaker census = new CensusTaker();
        private final Map<Head, Integer> explained = new HashMap<>();
        private int explainedInAll;
        private Detector detector = rules.detector();
        private Scan scan = detector.scan();

        Holding() {
            scans.put(detector, scan);
        }

        @Override
        public void begin(Input file) {
            detector = rules.detector(file.einrichtung());
            scan = scans.computeIfAbsent(detector, Detector::scan);
        }

        @Override
        public void entry(String file, Entry entry, Parts.Out<Match> out) throws IOException {
            if (!entry.isResidue()) { // what a log holds, and what it lacks, is told by its own entries
                census.add(file, entry);
            }
            var matching = scan.detect(entry);
            if (!matching.isEmpty()) {
                put(matching, file, entry, out);
            }
            for (var rule : scan.undecided()) {
                out.put(new Match.Undecided(rule, Reference.of(file, entry)));
            }
        }

        private void put(List<Rule.Detection> matching, String file, Entry entry, Parts.Out<Match> out)
                throws IOException {
            var at = Reference.of(file, entry);
            for (var rule : matching) {
                if (reporting.getOrDefault(rule.head(), true)) {
                    out.put(new Match.Hit(detected(rule, at, entry)));
                }
                if (counted.contains(rule.head())) {
                    out.put(new Match.Candidate(rule, at, copy(entry)));
                }
            }
        }

        private Detected detected(Rule.Detection rule, Reference at, Entry entry) {
            boolean isDear = scan.isSettledFreely(rule); // to tell why would cost what the engine has spared
            return new Detected(
                    rule,
                    at,
                    detail.reasons() > 0 && !isDear
                            ? detail.shown(evidence.of(rule, entry), detail.reasons())
                            : List.of(),
                    detail.fields() > 0 ? detail.shown(fields(entry), detail.fields()) : List.of(),
                    List.of(),
                    !isDear && isExplained(rule) ? explanation(rule, entry) : null);
        }

        /** Null where to ask each text of the rule by itself would cost too much. */
        private @Nullable Explanation explanation(Rule.Detection rule, Entry entry) {
            var why = detector.explain(rule, entry, detail.explained().brevity());
            return why.matches() ? why : null;
        }

        private boolean isExplained(Rule.Detection rule) {
            if (explainedInAll >= detail.explained().inAll()
                    || explained.getOrDefault(rule.head(), 0)
                            >= detail.explained().ofARule()) {
                return false;
            }
            explainedInAll++;
            explained.merge(rule.head(), 1, Integer::sum);
            return true;
        }

        @Override
        public void end(Parts.Out<Match> out) throws IOException {
            out.put(new Match.Met(census.take()));
        }
    }

    /** All fields, several values of one as its {@link Evidence} shows them. */
    private static List<Evidence.Field> fields(Entry entry) {
        var fields = new ArrayList<Evidence.Field>();
        values(entry).forEach((name, values) -> {
            var stated = values.stream().filter(Objects::nonNull).toList();
            if (!stated.isEmpty()) {
                fields.add(new Evidence.Field(name, String.join("; ", stated)));
            }
        });
        return fields;
    }

    /** The same fields in memory of their own. */
    private static Event copy(Entry entry) {
        return Event.of(entry.source(), values(entry));
    }

    private static Map<String, List<@Nullable String>> values(Entry entry) {
        var fields = new LinkedHashMap<String, List<@Nullable String>>();
        for (int slot = 0; slot < entry.layout().size(); slot++) {
            var values = fields.computeIfAbsent(entry.layout().names().get(slot), name -> new ArrayList<>());
            for (int i = 0; i < entry.count(slot); i++) {
                if (entry.isNull(slot, i)) {
                    values.add(null);
                } else {
                    var text = new Text();
                    entry.text(slot, i, text);
                    values.add(text.toString());
                }
            }
        }
        fields.values().removeIf(List::isEmpty);
        return fields;
    }
}
