package de.komcert.sigma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Rules, correlations and filters that belong together.
 *
 * <p>The order of the sources makes no difference: rules are sorted by file and line, so that results are the same on
 * every machine. Nothing is left out silently; what is refused stands among the problems with its line and reason.
 */
public final class RuleSet {

    private final List<Rule> rules;
    private final List<Problem> problems;

    private RuleSet(List<Rule> rules, List<Problem> problems) {
        this.rules = List.copyOf(rules);
        this.problems = problems.stream().sorted().toList();
    }

    /** Reads all {@code sources}, applies the filters among them and joins correlations with their rules. */
    public static RuleSet read(List<Source> sources) {
        var reading = new Reading();
        // Files are read by all processors, and what they hold is joined in their order.
        sources.stream().sorted(Comparator.comparing(Source::name)).toList().parallelStream()
                .map(Content::of)
                .toList()
                .forEach(reading::add);
        reading.applyFilters();
        reading.checkCorrelations();
        return new RuleSet(reading.rules, reading.problems);
    }

    /** Sorted by file and line. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules for single events, sorted by file and line. */
    public List<Rule.Detection> detections() {
        return rules.stream()
                .filter(Rule.Detection.class::isInstance)
                .map(Rule.Detection.class::cast)
                .toList();
    }

    /** The rules over several events, sorted by file and line. */
    public List<Rule.Correlation> correlations() {
        return rules.stream()
                .filter(Rule.Correlation.class::isInstance)
                .map(Rule.Correlation.class::cast)
                .toList();
    }

    /**
     * Whether a match of {@code rule} is worth telling by itself. A rule that a correlation of the same file refers to
     * is a building block, unless the correlation says {@code generate: true}.
     */
    public boolean reportsAlone(Rule rule) {
        var file = rule.head().file();
        return correlations().stream()
                .filter(correlation -> correlation.head().file().equals(file))
                .filter(correlation -> correlation.rules().stream().anyMatch(rule.head()::isCalled))
                .allMatch(Rule.Correlation::generate);
    }

    /** Sorted by file and line. */
    public List<Problem> problems() {
        return problems;
    }

    /** What one source holds, by itself. */
    private record Content(List<DocumentReader.Document> documents, List<Problem> problems) {

        static Content of(Source source) {
            var found = new Problems(source.name());
            var documents = new ArrayList<DocumentReader.Document>();
            for (var node : Yaml.read(source.name(), source.text(), found::refuse)) {
                DocumentReader.read(node, found).ifPresent(documents::add);
            }
            return new Content(documents, found.all());
        }
    }

    private static final class Reading {
        private final List<Rule> rules = new ArrayList<>();
        private final List<DocumentReader.Filter> filters = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Rule> byName = new HashMap<>();

        private void add(Content content) {
            for (var document : content.documents()) {
                switch (document) {
                    case DocumentReader.ARule(var rule) -> add(rule);
                    case DocumentReader.Filter filter -> filters.add(filter);
                }
            }
            problems.addAll(content.problems());
        }

        private void add(Rule rule) {
            var head = rule.head();
            for (var name : head.name() == null ? List.of(head.id()) : List.of(head.id(), head.name())) {
                var before = byName.get(name);
                if (before != null) {
                    refuse(
                            head,
                            "»" + name + "« is the id or name of a rule in "
                                    + before.head().file() + ":" + before.head().line() + " already.");
                    return;
                }
            }
            byName.put(head.id(), rule);
            if (head.name() != null) {
                byName.put(head.name(), rule);
            }
            rules.add(rule);
        }

        private void refuse(Head head, String reason) {
            problems.add(new Problem(head.file(), head.line(), head.title(), reason, Problem.Weight.REFUSED));
        }

        private void applyFilters() {
            for (var filter : filters) {
                for (var reference : filter.rules()) {
                    var reason = apply(filter, reference.name());
                    if (reason != null) {
                        problems.add(new Problem(
                                filter.head().file(),
                                reference.line(),
                                filter.head().title(),
                                reason,
                                Problem.Weight.NOTED));
                    }
                }
            }
        }

        /** Narrows the rule, or gives the reason why not. */
        private @Nullable String apply(DocumentReader.Filter filter, String name) {
            return switch (byName.get(name)) {
                case null -> "The filter names »" + name + "«, which is not among the rules.";
                case Rule.Correlation correlation ->
                    "The filter names »" + correlation.head().title()
                            + "«, a correlation; filter the rules it refers to.";
                case Rule.Detection rule
                when !fits(filter.logSource(), rule.logSource()) ->
                    "The filter is for " + filter.logSource() + ", but »"
                            + rule.head().title() + "« is for " + rule.logSource() + ".";
                case Rule.Detection rule -> {
                    var narrowed = rule.with(
                            new Expression.All(List.of(rule.expression(), new Expression.Not(named(filter)))),
                            Collections.emptySortedSet());
                    if (narrowed.effort().weight() > Effort.MOST) {
                        yield "With the regular expressions and patterns of the filter, »"
                                + rule.head().title() + "« would take more than " + Effort.MOST
                                + " steps for each character.";
                    }
                    narrowed = rule.with(narrowed.expression(), Placeholders.in(narrowed.expression()));
                    Collections.replaceAll(rules, rule, narrowed);
                    byName.put(rule.head().id(), narrowed);
                    if (rule.head().name() != null) {
                        byName.put(rule.head().name(), narrowed);
                    }
                    yield null;
                }
            };
        }

        private static Expression named(DocumentReader.Filter filter) {
            var head = filter.head();
            return new Expression.Named(new Name.Filter(head.title(), head.file(), head.line()), filter.expression());
        }

        private static boolean fits(LogSource filter, LogSource rule) {
            return fits(filter.product(), rule.product())
                    && fits(filter.category(), rule.category())
                    && fits(filter.service(), rule.service());
        }

        private static boolean fits(@Nullable String filter, @Nullable String rule) {
            return filter == null || Objects.equals(filter, rule);
        }

        private void checkCorrelations() {
            boolean again = true;
            while (again) {
                again = false;
                for (var rule : List.copyOf(rules)) {
                    var reason = rule instanceof Rule.Correlation correlation ? whyUnusable(correlation) : null;
                    if (reason != null) {
                        refuse(rule.head(), reason);
                        rules.remove(rule);
                        byName.values().removeIf(rule::equals);
                        again = true;
                    }
                }
            }
        }

        private @Nullable String whyUnusable(Rule.Correlation correlation) {
            var known = new HashSet<Rule>();
            for (var name : correlation.rules()) {
                var meant = byName.get(name);
                if (meant == null) {
                    return "The correlation refers to »" + name + "«, which is not among the rules that could be read.";
                }
                if (!known.add(meant)) {
                    return "The correlation refers to »" + meant.head().title()
                            + "« by its id and by its name, so that each match would count twice.";
                }
                if (leadsTo(meant, correlation)) {
                    return "The correlation refers to itself by way of »" + name + "«.";
                }
            }
            return null;
        }

        private boolean leadsTo(Rule from, Rule target) {
            var seen = new HashSet<Rule>();
            var open = new ArrayDeque<>(List.of(from));
            while (!open.isEmpty()) {
                var rule = open.pop();
                if (rule.equals(target)) {
                    return true;
                }
                if (rule instanceof Rule.Correlation correlation && seen.add(rule)) {
                    correlation.rules().stream()
                            .map(byName::get)
                            .filter(Objects::nonNull)
                            .forEach(open::push);
                }
            }
            return false;
        }
    }
}
