package de.komcert.sigma;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import de.komcert.sigma.value.Numbers;
import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code correlation} of a document, and says everything that is wrong with it. */
final class CorrelationReader {

    private static final Pattern TIMESPAN = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    private final Problems problems;

    CorrelationReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The correlation; null where it cannot be understood. After a refusal it may be one that nothing uses.
     *
     * @param generate whether the document says, outside of its section, that its rules report their matches as well
     */
    Rule.@Nullable Correlation read(Head head, Yaml.Node node, boolean generate) {
        if (!(node instanceof Yaml.Mapping correlation)) {
            problems.refuse(node.line(), "»correlation« is a map of type, rules, timespan and so on.");
            return null;
        }
        var kind = kind(correlation);
        var rules = DocumentReader.Reference.in(correlation, "correlation", problems).stream()
                .map(DocumentReader.Reference::name)
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
        return new Rule.Correlation(
                head,
                kind,
                rules,
                aliases,
                groupBy == null ? List.of() : Yaml.texts(groupBy),
                timespan,
                List.copyOf(fields),
                List.copyOf(limits),
                percentile,
                generate
                        || correlation.get("generate") instanceof Yaml.Scalar s
                                && s.text().equals("true"));
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
                fields.addAll(Yaml.texts(entry.value()));
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
