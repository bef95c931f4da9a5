package de.komcert.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.sigma.Event;
import de.komcert.sigma.Rule;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/** Holds entries against the rules. What it knows of rules is shared by all threads; each thread has its own work. */
final class Matching {

    private final Rules rules;
    private final Map<Rule, Boolean> reporting;
    private final Set<Rule> counted;

    Matching(Rules rules) {
        this.rules = rules;
        this.reporting = rules.reporting();
        this.counted = rules.counted();
    }

    Parts.Work work() {
        var scan = rules.detector().scan();
        return (file, entry, out) -> {
            for (var rule : scan.detect(entry)) {
                var detected = new Detected(rule, file, entry.record(), entry.time(), entry.origin(Origin.HOST));
                if (reporting.getOrDefault(rule, true)) {
                    out.put(new Item.Hit(detected));
                }
                if (counted.contains(rule)) {
                    out.put(new Item.Candidate(detected, copy(entry)));
                }
            }
            for (var rule : scan.undecided()) {
                out.put(new Item.Wrong(new Trouble(
                        file,
                        new Problem(
                                "RULE_UNDECIDED",
                                "Rule " + rule.head().id() + ", record " + entry.record(),
                                0,
                                true))));
            }
        };
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
