package de.komcert.sigma;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads one YAML document as a rule, a correlation or a filter, and says everything that is wrong with it. */
final class DocumentReader {

    /** A document that was understood. */
    sealed interface Document {}

    record ARule(Rule rule) implements Document {}

    /** Narrows the rules it names: they match only where its expression does not. */
    record Filter(Head head, LogSource logSource, List<Reference> rules, Expression expression) implements Document {}

    record Reference(int line, String name) {}

    private static final Pattern TIMESPAN = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

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
            return correlation(head, correlation);
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
        return node instanceof Yaml.Scalar scalar && scalar.isNull() || node == null ? List.of() : names(node);
    }

    private static List<String> names(Yaml.Node node) {
        var items = node instanceof Yaml.Sequence list ? list.items() : List.of(node);
        var names = new ArrayList<String>();
        for (var item : items) {
            if (item instanceof Yaml.Scalar scalar) {
                names.add(scalar.text());
            }
        }
        return List.copyOf(names);
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
        var rules = references(filter, "filter");
        var expression = expression(filter, "filter", List.of("rules"));
        return expression == null ? null : new Filter(head, source, rules, expression);
    }

    private List<Reference> references(Yaml.Mapping section, String name) {
        var node = section.get("rules");
        var references = new ArrayList<Reference>();
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

    // ---- correlation ----

    private @Nullable Document correlation(Head head, Yaml.Node node) {
        if (!(node instanceof Yaml.Mapping correlation)) {
            problems.refuse(node.line(), "»correlation« is a map of type, rules, timespan and so on.");
            return null;
        }
        var kind = kind(correlation);
        var rules = references(correlation, "correlation").stream()
                .map(Reference::name)
                .distinct()
                .toList();
        var groupBy = correlation.get("group-by");
        var condition = correlation.get("condition");
        var fields = new ArrayList<String>();
        var limits = new ArrayList<Rule.Correlation.Limit>();
        var percentile = condition == null || kind == null ? null : condition(condition, kind, fields, limits);
        var timespan = timespan(correlation);
        var aliases = aliases(correlation, rules);
        if (kind == null || timespan == null) {
            return null;
        }
        if (isTemporal(kind)) {
            if (rules.size() < 2 && limits.isEmpty()) {
                problems.note(correlation.line(), "The correlation is temporal, but names a single rule.");
            }
        } else if (limits.isEmpty()) {
            problems.refuse(correlation.line(), "The correlation needs a condition, for example »gte: 10«.");
        } else if (fields.isEmpty() && kind != Rule.Correlation.Kind.EVENT_COUNT) {
            problems.refuse(correlation.line(), "The condition has to name the »field« it counts or computes with.");
        } else if (fields.size() > 1 && kind != Rule.Correlation.Kind.VALUE_COUNT) {
            problems.refuse(correlation.line(), "Only value_count takes more than one field.");
        }
        return new ARule(new Rule.Correlation(
                head,
                kind,
                rules,
                aliases,
                groupBy == null ? List.of() : names(groupBy),
                timespan,
                List.copyOf(fields),
                List.copyOf(limits),
                percentile,
                flag("generate")
                        || correlation.get("generate") instanceof Yaml.Scalar s
                                && s.text().equals("true")));
    }

    private boolean flag(String key) {
        return text(key).equalsIgnoreCase("true");
    }

    private static boolean isTemporal(Rule.Correlation.Kind kind) {
        return kind == Rule.Correlation.Kind.TEMPORAL || kind == Rule.Correlation.Kind.TEMPORAL_ORDERED;
    }

    private Rule.Correlation.@Nullable Kind kind(Yaml.Mapping correlation) {
        var type = correlation.get("type") instanceof Yaml.Scalar scalar ? scalar.text() : "";
        for (var kind : Rule.Correlation.Kind.values()) {
            if (kind.word().equals(type)) {
                return kind;
            }
        }
        problems.refuse(correlation.line(), "There is no correlation of type »" + type + "«.");
        return null;
    }

    private @Nullable Duration timespan(Yaml.Mapping correlation) {
        var node = correlation.get("timespan");
        var matcher = TIMESPAN.matcher(node instanceof Yaml.Scalar scalar ? scalar.text() : "");
        if (!matcher.matches()) {
            problems.refuse(
                    node == null ? correlation.line() : node.line(),
                    "The correlation needs a timespan such as 30s, 10m, 24h or 7d.");
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private @Nullable BigDecimal condition(
            Yaml.Node node, Rule.Correlation.Kind kind, List<String> fields, List<Rule.Correlation.Limit> limits) {
        if (!(node instanceof Yaml.Mapping condition)) {
            problems.refuse(node.line(), "The condition of a correlation is a map, for example »gte: 10«.");
            return null;
        }
        BigDecimal percentile = null;
        for (var entry : condition.entries()) {
            var number = entry.value() instanceof Yaml.Scalar scalar ? Numbers.parse(scalar.text()) : null;
            if (entry.key().equals("field")) {
                fields.addAll(names(entry.value()));
                continue;
            }
            if (number == null) {
                problems.refuse(entry.line(), "»" + entry.key() + "« needs a number.");
            } else if (entry.key().equals("percentile") && kind == Rule.Correlation.Kind.VALUE_PERCENTILE) {
                percentile = number;
                if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0) {
                    problems.refuse(entry.line(), "A percentile lies between 0 and 100.");
                }
            } else {
                limit(entry, number).ifPresent(limits::add);
            }
        }
        return percentile;
    }

    private Optional<Rule.Correlation.Limit> limit(Yaml.Entry entry, BigDecimal number) {
        for (var comparison : Comparison.values()) {
            if (comparison.word().equals(entry.key())) {
                return Optional.of(new Rule.Correlation.Limit(comparison, number));
            }
        }
        problems.refuse(entry.line(), "The condition of a correlation knows no »" + entry.key() + "«.");
        return Optional.empty();
    }

    private Map<String, Map<String, String>> aliases(Yaml.Mapping correlation, List<String> rules) {
        var aliases = new LinkedHashMap<String, Map<String, String>>();
        if (!(correlation.get("aliases") instanceof Yaml.Mapping all)) {
            return aliases;
        }
        for (var alias : all.entries()) {
            var fields = new LinkedHashMap<String, String>();
            if (alias.value() instanceof Yaml.Mapping map) {
                for (var field : map.entries()) {
                    fields.put(field.key(), field.value() instanceof Yaml.Scalar scalar ? scalar.text() : "");
                    if (!rules.contains(field.key())) {
                        problems.refuse(
                                field.line(),
                                "The alias »" + alias.key() + "« speaks of »" + field.key()
                                        + "«, which is not among the rules of the correlation.");
                    }
                }
            } else {
                problems.refuse(alias.line(), "The alias »" + alias.key() + "« is a map from rule to field.");
            }
            aliases.put(alias.key(), Map.copyOf(fields));
        }
        return Map.copyOf(aliases);
    }
}
