package de.komcert.app.incident.plan;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The keys of one mapping in a playbook file. Whatever is missing, mistyped or unknown is noted with its line. */
final class Fields {

    private static final int LONGEST = 2000;

    /** Ten years: a longer one is a slip, and a far longer one ends beyond the calendar. */
    private static final Duration LATEST = Duration.ofDays(3650);

    private static final int SHORTEST_MONTH = 28;

    private final Problems problems;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    Fields(Node node, Problems problems) {
        this.problems = problems;
        this.node = node;
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    if (values.put(key.getValue(), entry.getValueNode()) != null) {
                        problems.at(key, "playbook.problem.keyTwice", key.getValue());
                    }
                }
            }
        } else {
            problems.at(node, "playbook.problem.mapping");
        }
    }

    int line() {
        return Problems.line(node);
    }

    /** A text that must be there. */
    String text(String key) {
        var text = optional(key);
        if (text.isEmpty() && node instanceof MappingNode) {
            problems.at(node, "playbook.problem.missing", key);
        }
        return text;
    }

    /** A text that may be missing or null. */
    String optional(String key) {
        var value = take(key);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return "";
        }
        if (!(value instanceof ScalarNode scalar)) {
            problems.at(value, "playbook.problem.text", key);
            return "";
        }
        var text = scalar.getValue().strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            problems.at(value, "playbook.problem.badText", key);
            return "";
        }
        return text;
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> list(String key) {
        var value = take(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL)
                    ? List.of()
                    : List.of(scalar.getValue().strip());
        }
        var texts = new ArrayList<String>();
        if (value instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue().strip());
                } else {
                    problems.at(item, "playbook.problem.text", key);
                }
            }
        } else {
            problems.at(value, "playbook.problem.list", key);
        }
        return texts;
    }

    /** A list of mappings. */
    List<Fields> mappings(String key) {
        var value = take(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new Fields(item, problems))
                    .toList();
        }
        problems.at(value, "playbook.problem.list", key);
        return List.of();
    }

    @Nullable
    Fields mapping(String key) {
        var value = take(key);
        return value == null ? null : new Fields(value, problems);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return one(text(key), key, type, otherwise);
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type, E otherwise) {
        var names = list(key);
        if (names.isEmpty()) {
            problems.at(node, "playbook.problem.missing", key);
            return List.of(otherwise);
        }
        return names.stream().map(name -> one(name, key, type, otherwise)).toList();
    }

    /** True or false; missing counts as false. */
    boolean flag(String key) {
        var text = optional(key);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            problems.at(values.getOrDefault(key, node), "playbook.problem.choice", text, "true, false");
        }
        return text.equals("true");
    }

    @Nullable
    Duration duration(String key) {
        var text = optional(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(LATEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Reported below, as one that is negative or endless.
        }
        problems.at(values.getOrDefault(key, node), "playbook.problem.duration", text);
        return null;
    }

    /** A duration or a calendar period, such as {@code PT72H} or {@code P1M}, kept as written. */
    String period(String key) {
        var text = text(key);
        if (!text.isEmpty() && !isPeriod(text)) {
            problems.at(values.getOrDefault(key, node), "playbook.problem.duration", text);
        }
        return text;
    }

    private static boolean isPeriod(String text) {
        try {
            var length = text.startsWith("PT") ? Duration.parse(text) : days(Period.parse(text));
            return !length.isNegative() && length.compareTo(LATEST) <= 0;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    /** At least so many days, which is enough to see that a period is a sensible one. */
    private static Duration days(Period period) {
        return Duration.ofDays(
                Math.addExact(Math.multiplyExact(period.toTotalMonths(), SHORTEST_MONTH), period.getDays()));
    }

    int number(String key, int from, int to) {
        var text = text(key);
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= from && Integer.parseInt(text) <= to) {
            return Integer.parseInt(text);
        }
        problems.at(values.getOrDefault(key, node), "playbook.problem.number", key, from + "–" + to);
        return from;
    }

    /** Notes every key that nobody asked for. */
    void end() {
        values.forEach((key, value) -> {
            if (!read.contains(key)) {
                problems.at(value, "playbook.problem.unknownKey", key);
            }
        });
    }

    private <E extends Enum<E>> E one(String name, String key, Class<E> type, E otherwise) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        if (!name.isEmpty()) {
            problems.at(
                    values.getOrDefault(key, node),
                    "playbook.problem.choice",
                    name,
                    String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Enum::name)
                                    .toList()));
        }
        return otherwise;
    }

    private @Nullable Node take(String key) {
        read.add(key);
        return values.get(key);
    }
}
