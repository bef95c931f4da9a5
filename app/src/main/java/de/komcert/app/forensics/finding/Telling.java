package de.komcert.app.forensics.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.why.Counting;
import de.komcert.app.forensics.why.Part;
import de.komcert.app.forensics.why.Part.Kind;
import de.komcert.app.forensics.why.Part.Need;
import de.komcert.app.forensics.why.Said;
import de.komcert.app.forensics.why.Why;
import de.komcert.logs.Detected;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.Name;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.correlation.Correlator;
import org.jspecify.annotations.Nullable;

/** Writes down why rules matched, with signs in place of names wherever the event or the rule says them. */
final class Telling {

    private final Masking masking;
    private final Questions questions;
    private final RuleSet rules;
    private final Map<Rule.Correlation, List<String>> titles = new HashMap<>();

    Telling(Masking masking, RuleSet rules) {
        this.masking = masking;
        this.questions = new Questions(masking);
        this.rules = rules;
    }

    /** Null where it is not known. */
    @Nullable
    Why why(Detected one) {
        return switch (one.rule()) {
            case Rule.Detection _ -> condition(one.why());
            case Rule.Correlation correlation -> new Why(null, counting(correlation, one));
        };
    }

    /** Where an event can be seen in several ways, the first in which the rule matches tells it. */
    private @Nullable Why condition(@Nullable Explanation why) {
        if (why == null) {
            return null;
        }
        return why.seen().stream()
                .filter(Explanation.Step::holds)
                .findFirst()
                .map(step -> new Why(part(step), null))
                .orElse(null);
    }

    // ---- the condition ----

    private Part part(Explanation.Step step) {
        return switch (step) {
            case Explanation.AllOf _, Explanation.AnyOf _ -> named(Kind.GROUP, "", 0, List.of(), step);
            case Explanation.Not not -> named(Kind.NOT, "", 0, List.of(), not, part(not.part()));
            case Explanation.Under(var name, var part) -> under(name, part);
            case Explanation.Check check ->
                new Part(
                        Kind.CHECK,
                        check.holds(),
                        Need.ONE,
                        "",
                        0,
                        questions.of(check),
                        check.field() == null ? said(check) : List.of(),
                        List.of(),
                        0);
        };
    }

    private Part under(Name name, Explanation.Step part) {
        return switch (name) {
            case Name.Selection(var called) -> named(Kind.SELECTION, called, 0, List.of(), part);
            case Name.Filter(var title, var _, var line) -> named(Kind.FILTER, title, line, List.of(), part);
            case Name.Item(var key, var line) -> named(Kind.FIELD, key, line, said(part), part);
            case Name.Value(var written) ->
                new Part(
                        Kind.VALUE,
                        part.holds(),
                        Need.ONE,
                        Questions.brief(masking.text(Storable.text(written))),
                        0,
                        null,
                        List.of(),
                        List.of(),
                        0);
        };
    }

    /** A name and what it stands for as one part, where that is a list. */
    private Part named(Kind kind, String name, int line, List<Said> said, Explanation.Step step) {
        return switch (step) {
            case Explanation.AllOf all ->
                new Part(kind, all.holds(), Need.ALL, name(name), line, null, said, parts(all), all.omitted());
            case Explanation.AnyOf any ->
                new Part(kind, any.holds(), Need.ANY, name(name), line, null, said, parts(any), any.omitted());
            case Explanation.Not _, Explanation.Under _, Explanation.Check _ ->
                named(kind, name, line, said, step, part(step));
        };
    }

    private Part named(Kind kind, String name, int line, List<Said> said, Explanation.Step step, Part only) {
        return new Part(kind, step.holds(), Need.ONE, name(name), line, null, said, List.of(only), 0);
    }

    /** A field, too, may be called as a person, where a log lists people by their names. */
    private String name(String name) {
        return Questions.brief(masking.text(Storable.text(name)));
    }

    private List<Part> parts(Explanation.Step list) {
        return list.parts().stream().map(this::part).toList();
    }

    // ---- what the event says ----

    /** What the event says to the first question of an item; the others ask the same field. */
    private List<Said> said(Explanation.Step item) {
        return switch (item) {
            case Explanation.Check check -> check.field() == null ? List.of() : said(check);
            case Explanation.AllOf _, Explanation.AnyOf _, Explanation.Not _, Explanation.Under _ ->
                item.parts().isEmpty() ? List.of() : said(item.parts().getFirst());
        };
    }

    private List<Said> said(Explanation.Check check) {
        return check.found().stream()
                .map(found -> new Said(
                        name(found.name()), found.value() == null ? null : questions.said(found.name(), found.value())))
                .toList();
    }

    // ---- correlations ----

    private Counting counting(Rule.Correlation correlation, Detected one) {
        var entries = one.entries();
        return new Counting(
                switch (correlation.kind()) {
                    case EVENT_COUNT -> Counting.Kind.EVENT_COUNT;
                    case VALUE_COUNT -> Counting.Kind.VALUE_COUNT;
                    case TEMPORAL -> Counting.Kind.TEMPORAL;
                    case TEMPORAL_ORDERED -> Counting.Kind.TEMPORAL_ORDERED;
                    case VALUE_SUM -> Counting.Kind.VALUE_SUM;
                    case VALUE_AVG -> Counting.Kind.VALUE_AVG;
                    case VALUE_PERCENTILE -> Counting.Kind.VALUE_PERCENTILE;
                },
                titles.computeIfAbsent(correlation, this::titles),
                correlation.fields().stream().map(this::name).toList(),
                correlation.limits().stream()
                        .map(limit -> new Counting.Limit(
                                Questions.how(limit.comparison()),
                                limit.number().toPlainString()))
                        .toList(),
                correlation.timespan().toSeconds(),
                one.reasons().stream().map(reason -> said(one, reason)).toList(),
                entries.size(),
                entries.size() < Correlator.Finding.MOST_REFERENCES,
                entries.isEmpty() ? null : Storable.ticks(entries.getFirst().time()),
                Storable.ticks(one.time()));
    }

    private Said said(Detected one, Evidence.Field reason) {
        return new Said(name(reason.name()), questions.said(field(one, reason.name()), reason.value()));
    }

    /** What the events call what a correlation may give a name of its own; of several fields one that names accounts. */
    static String field(Detected one, String name) {
        return switch (one.rule()) {
            case Rule.Detection _ -> name;
            case Rule.Correlation correlation ->
                correlation.aliases().getOrDefault(name, Map.of()).values().stream()
                        .filter(Masking::isNameField)
                        .findFirst()
                        .orElse(name);
        };
    }

    /** What the rules are called that a correlation refers to; one that is not among them by what it is referred to. */
    private List<String> titles(Rule.Correlation correlation) {
        return correlation.rules().stream()
                .map(reference -> rules.rules().stream()
                        .map(Rule::head)
                        .filter(head -> head.isCalled(reference))
                        .findFirst()
                        .map(head -> Storable.text(head.title()))
                        .orElse(Storable.text(reference)))
                .toList();
    }
}
