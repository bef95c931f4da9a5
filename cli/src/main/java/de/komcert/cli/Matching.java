package de.komcert.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Head;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Scan;
import de.komcert.sigma.Text;
import de.komcert.traces.CensusTaker;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/** Holds entries against the rules. What it knows of rules is shared by all threads; each thread has its own work. */
final class Matching {

    private static final int LONGEST_VALUE = 400;
    private static final int MOST_FIELDS = 12;

    private final Rules rules;
    private final Pipeline pipeline;
    private final boolean explains;
    private final Map<Head, Boolean> reporting;
    private final Set<Head> counted;

    /** @param explains whether what made a rule match is told as well */
    Matching(Rules rules, Pipeline pipeline, boolean explains) {
        this.rules = rules;
        this.pipeline = pipeline;
        this.explains = explains;
        this.reporting = rules.reporting();
        this.counted = rules.counted();
    }

    Parts.Work work() {
        return new Holding();
    }

    /** Holds the entries of one thread against the rules. */
    private final class Holding implements Parts.Work {
        private final Scan scan = rules.detector().scan();
        private final Evidence evidence = new Evidence(pipeline);
        private final CensusTaker census = new CensusTaker();

        @Override
        public void entry(String file, Entry entry, Parts.Out out) throws IOException {
            census.add(file, entry);
            for (var rule : scan.detect(entry)) {
                var detected = new Detected(
                        rule,
                        file,
                        entry.record(),
                        entry.time(),
                        entry.origin(Origin.HOST),
                        explains ? shown(evidence.of(rule, entry)) : List.of());
                if (reporting.getOrDefault(rule.head(), true)) {
                    out.put(new Item.Hit(detected));
                }
                if (counted.contains(rule.head())) {
                    out.put(new Item.Candidate(detected, copy(entry)));
                }
            }
            for (var rule : scan.undecided()) {
                var problem = new Problem(
                        "RULE_UNDECIDED", "Rule " + rule.head().id() + ", record " + entry.record(), 0, true);
                out.put(new Item.Wrong(new Trouble(file, problem)));
            }
        }

        @Override
        public void end(Parts.Out out) throws IOException {
            out.put(new Item.Met(census.take()));
        }
    }

    private static List<Evidence.Field> shown(List<Evidence.Field> fields) {
        return fields.stream()
                .limit(MOST_FIELDS)
                .map(field -> field.value().length() <= LONGEST_VALUE
                        ? field
                        : new Evidence.Field(field.name(), field.value().substring(0, LONGEST_VALUE) + " …"))
                .toList();
    }

    /** The same fields in memory of their own. */
    static Event copy(Entry entry) {
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
        return Event.of(entry.source(), fields);
    }
}
