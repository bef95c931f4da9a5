package de.komcert.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Refused;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Rules;
import de.komcert.sigma.Head;
import de.komcert.sigma.Problem;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;

/**
 * The rules that are to be explained.
 *
 * @param detections those for single events, also those that a chosen correlation counts
 * @param correlations those over several events
 */
record ChosenRules(List<Rule.Detection> detections, List<Rule.Correlation> correlations) {

    private static final int MOST_NAMED = 12;

    /**
     * Finds the rules by id, name or title, or where none is called so, by a part of the title.
     *
     * @param words what they are called; where there is a single rule, nothing has to be said
     * @throws Refused if a word means no rule, or more than one by a part of their titles
     */
    static ChosenRules of(List<String> words, Rules rules) {
        var all = rules.set().rules();
        if (words.isEmpty() && all.size() > 1) {
            throw new Refused(
                    Exit.USAGE,
                    Plain.line(
                            "Es sind %,d Regeln; nennen Sie mit --rule die ID oder den Titel der gemeinten.",
                            all.size()));
        }
        var chosen = new LinkedHashSet<Rule>(words.isEmpty() ? all : List.of());
        words.forEach(word -> chosen.addAll(called(word, rules)));
        var detections = new LinkedHashSet<Rule.Detection>();
        var correlations = new LinkedHashSet<Rule.Correlation>();
        for (var rule : chosen) {
            follow(rule, rules.set(), detections, correlations);
        }
        return new ChosenRules(List.copyOf(detections), List.copyOf(correlations));
    }

    private static List<Rule> called(String word, Rules rules) {
        var exact = among(
                rules,
                head -> head.id().equalsIgnoreCase(word)
                        || word.equalsIgnoreCase(head.name())
                        || head.title().equalsIgnoreCase(word));
        if (!exact.isEmpty()) {
            return exact;
        }
        var partly = among(rules, head -> lower(head.title()).contains(lower(word)));
        if (partly.size() == 1) {
            return partly;
        }
        throw partly.isEmpty() ? none(word, rules) : several(word, partly);
    }

    private static List<Rule> among(Rules rules, Predicate<Head> test) {
        return rules.set().rules().stream()
                .filter(rule -> test.test(rule.head()))
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Refused none(String word, Rules rules) {
        var refused = rules.set().problems().stream()
                .filter(problem -> problem.weight() == Problem.Weight.REFUSED)
                .filter(problem -> problem.toString().contains(word))
                .limit(MOST_NAMED)
                .map(problem -> "\nRegel nicht geladen: " + problem)
                .collect(Collectors.joining());
        return new Refused(Exit.NO_INPUT, "Keine geladene Regel hat die ID oder den Titel »" + word + "«." + refused);
    }

    private static Refused several(String word, List<Rule> rules) {
        var named = rules.stream()
                .limit(MOST_NAMED)
                .map(rule -> "\n  " + rule.head().id() + "  " + rule.head().title())
                .collect(Collectors.joining());
        return new Refused(
                Exit.USAGE,
                Plain.line(
                                "»%s« steht im Titel von %,d Regeln; nennen Sie die ID der gemeinten:%s",
                                word, rules.size(), named)
                        + (rules.size() > MOST_NAMED ? "\n  …" : ""));
    }

    private static void follow(
            Rule rule,
            RuleSet set,
            LinkedHashSet<Rule.Detection> detections,
            LinkedHashSet<Rule.Correlation> correlations) {
        switch (rule) {
            case Rule.Detection detection -> detections.add(detection);
            case Rule.Correlation correlation -> {
                if (correlations.add(correlation)) {
                    set.rules().stream()
                            .filter(other -> correlation.rules().stream().anyMatch(other.head()::isCalled))
                            .forEach(other -> follow(other, set, detections, correlations));
                }
            }
        }
    }

    /** The chosen correlations that count the matches of a rule. */
    List<Rule.Correlation> counting(Rule rule) {
        var counting = new ArrayList<Rule.Correlation>();
        for (var correlation : correlations) {
            if (correlation.rules().stream().anyMatch(rule.head()::isCalled)) {
                counting.add(correlation);
            }
        }
        return counting;
    }
}
