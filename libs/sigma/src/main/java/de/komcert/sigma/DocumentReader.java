package de.komcert.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads one YAML document as a rule, a correlation or a filter, and says everything that is wrong with it. */
final class DocumentReader {

    /** A document that was understood. */
    sealed interface Document {}

    record ARule(Rule rule) implements Document {}

    /** Narrows the rules it names: they match only where its expression does not. */
    record Filter(Head head, LogSource logSource, List<Reference> rules, Expression expression) implements Document {}

    /** A rule by its id or name, and where that stands. */
    record Reference(int line, String name) {

        /** Those under the key {@code rules}. */
        static List<Reference> in(Yaml.Mapping section, String name, Problems problems) {
            var references = new ArrayList<Reference>();
            var node = section.get("rules");
            if (node != null) {
                var items = node instanceof Yaml.Sequence list ? list.items() : List.of(node);
                for (var item : items) {
                    if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
                        references.add(new Reference(scalar.line(), scalar.text()));
                    }
                }
            }
            if (references.isEmpty()) {
                problems.refuse(section.line(), "»" + name + "« names no rules.");
            }
            return references;
        }
    }

    private final Yaml.Mapping document;
    private final Problems problems;
    private final ItemReader items;

    private DocumentReader(Yaml.Mapping document, Problems problems) {
        this.document = document;
        this.problems = problems;
        this.items = new ItemReader(problems);
    }

    static Optional<Document> read(Yaml.Node node, Problems problems) {
        problems.about("");
        if (!(node instanceof Yaml.Mapping document)) {
            problems.refuse(node.line(), "A rule is a map that begins with its title; here stands something else.");
            return Optional.empty();
        }
        int before = problems.refused();
        var read = new DocumentReader(document, problems).read();
        problems.about("");
        return problems.refused() == before ? Optional.ofNullable(read) : Optional.empty();
    }

    private @Nullable Document read() {
        if (document.get("action") != null) {
            problems.refuse(document.line(), "The document uses »action«, which Sigma 2 no longer knows.");
            return null;
        }
        var head = head();
        var correlation = document.get("correlation");
        if (correlation != null) {
            var read = new CorrelationReader(problems)
                    .read(head, correlation, text("generate").equalsIgnoreCase("true"));
            return read == null ? null : new ARule(read);
        }
        var filter = document.get("filter");
        if (filter != null) {
            return filter(head, filter);
        }
        var detection = document.get("detection");
        if (detection == null) {
            problems.refuse(document.line(), "The document has none of detection, correlation and filter.");
            return null;
        }
        var source = logSource();
        var expression = expression(detection, "detection", List.of());
        return expression == null
                ? null
                : new ARule(new Rule.Detection(
                        head, source, conditions(detection), expression, Placeholders.in(expression)));
    }

    // ---- head ----

    private Head head() {
        var title = text("title");
        problems.about(title);
        if (title.isEmpty()) {
            problems.refuse(document.line(), "The document has no title.");
        }
        var name = text("name");
        var id = text("id");
        return new Head(
                !id.isEmpty() ? id : !name.isEmpty() ? name : title,
                name.isEmpty() ? null : name,
                title,
                level(),
                text("status"),
                text("description"),
                text("author"),
                texts("tags"),
                texts("falsepositives"),
                document.get("komcert") instanceof Yaml.Mapping ours ? texts(ours.get("naechste_schritte")) : List.of(),
                texts("references"),
                problems.file(),
                document.line());
    }

    private Level level() {
        var text = text("level");
        var level = Level.of(text);
        if (level.isEmpty() && !text.isEmpty()) {
            problems.note(lineOf("level"), "There is no level »" + text + "«; medium is taken.");
        }
        return level.orElse(Level.MEDIUM);
    }

    private int lineOf(String key) {
        var node = document.get(key);
        return node == null ? document.line() : node.line();
    }

    private String text(String key) {
        return document.get(key) instanceof Yaml.Scalar scalar && !scalar.isNull()
                ? scalar.text().strip()
                : "";
    }

    private List<String> texts(String key) {
        return texts(document.get(key));
    }

    private static List<String> texts(Yaml.@Nullable Node node) {
        return node instanceof Yaml.Scalar scalar && scalar.isNull() || node == null ? List.of() : Yaml.texts(node);
    }

    private LogSource logSource() {
        if (!(document.get("logsource") instanceof Yaml.Mapping source)) {
            problems.refuse(document.line(), "The document has no map »logsource«.");
            return LogSource.UNKNOWN;
        }
        var words = new ArrayList<@Nullable String>();
        for (var key : List.of("product", "category", "service")) {
            words.add(source.get(key) instanceof Yaml.Scalar scalar && !scalar.isNull() ? scalar.text() : null);
        }
        var read = LogSource.of(words.get(0), words.get(1), words.get(2));
        if (read.equals(LogSource.UNKNOWN)) {
            problems.refuse(source.line(), "The log source names neither product, category nor service.");
        }
        return read;
    }

    // ---- detection ----

    private @Nullable Expression expression(Yaml.Node node, String section, List<String> otherKeys) {
        if (!(node instanceof Yaml.Mapping detection)) {
            problems.refuse(node.line(), "»" + section + "« is a map of search identifiers and a condition.");
            return null;
        }
        var identifiers = new LinkedHashMap<String, Expression>();
        for (var entry : detection.entries()) {
            switch (entry.key()) {
                case "condition" -> {}
                case "timeframe" ->
                    problems.refuse(entry.line(), "»timeframe« was replaced by correlation rules in Sigma 2.");
                default -> {
                    if (!otherKeys.contains(entry.key())) {
                        identifiers.put(entry.key(), identifier(entry));
                    }
                }
            }
        }
        return condition(detection, identifiers, section);
    }

    private @Nullable Expression condition(
            Yaml.Mapping detection, Map<String, Expression> identifiers, String section) {
        var condition = detection.get("condition");
        var alternatives = new ArrayList<Expression>();
        var used = new HashSet<String>();
        switch (condition) {
            case null -> problems.refuse(detection.line(), "»" + section + "« has no condition.");
            case Yaml.Scalar one -> alternatives.add(parsed(one, identifiers, used));
            case Yaml.Sequence list -> {
                for (var item : list.items()) {
                    if (item instanceof Yaml.Scalar one) {
                        alternatives.add(parsed(one, identifiers, used));
                    } else {
                        problems.refuse(item.line(), "A condition is a text.");
                    }
                }
            }
            case Yaml.Mapping map -> problems.refuse(map.line(), "A condition is a text or a list of texts.");
        }
        for (var name : identifiers.keySet()) {
            if (!used.contains(name) && !alternatives.isEmpty()) {
                problems.note(detection.line(), "The search identifier »" + name + "« is not used by the condition.");
            }
        }
        if (alternatives.isEmpty()) {
            return null;
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new Expression.Any(List.copyOf(alternatives));
    }

    private static List<String> conditions(Yaml.Node detection) {
        return detection instanceof Yaml.Mapping map ? texts(map.get("condition")) : List.of();
    }

    private Expression parsed(Yaml.Scalar condition, Map<String, Expression> identifiers, HashSet<String> used) {
        var expression = ConditionParser.parse(condition.text(), condition.line(), identifiers, used, problems);
        return expression == null ? new Expression.Any(List.of()) : expression;
    }

    private Expression identifier(Yaml.Entry entry) {
        return switch (entry.value()) {
            case Yaml.Mapping map -> map(entry.key(), map);
            case Yaml.Scalar keyword -> items.keyword(keyword);
            case Yaml.Sequence list -> {
                var parts = new ArrayList<Expression>();
                for (var item : list.items()) {
                    switch (item) {
                        case Yaml.Mapping map -> parts.add(map(entry.key(), map));
                        case Yaml.Scalar keyword -> parts.add(items.keyword(keyword));
                        case Yaml.Sequence nested ->
                            problems.refuse(nested.line(), "»" + entry.key() + "« has a list inside a list.");
                    }
                }
                if (parts.isEmpty()) {
                    problems.refuse(entry.line(), "The search identifier »" + entry.key() + "« is empty.");
                }
                yield parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
            }
        };
    }

    private Expression map(String name, Yaml.Mapping map) {
        var parts = new ArrayList<Expression>();
        map.entries().forEach(entry -> parts.add(items.read(entry)));
        if (parts.isEmpty()) {
            problems.refuse(map.line(), "The search identifier »" + name + "« is empty.");
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
    }

    // ---- filter ----

    private @Nullable Document filter(Head head, Yaml.Node node) {
        var source = logSource();
        if (!(node instanceof Yaml.Mapping filter)) {
            problems.refuse(node.line(), "»filter« is a map of rules, selection and condition.");
            return null;
        }
        var rules = Reference.in(filter, "filter", problems);
        var expression = expression(filter, "filter", List.of("rules"));
        return expression == null ? null : new Filter(head, source, rules, expression);
    }
}
