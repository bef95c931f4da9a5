package de.komcert.sigma.correlation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Rules;
import de.komcert.sigma.Source;
import de.komcert.sigma.correlation.NaiveCorrelator.Correlation;
import de.komcert.sigma.correlation.NaiveCorrelator.Criterion;
import de.komcert.sigma.correlation.NaiveCorrelator.Found;
import de.komcert.sigma.correlation.NaiveCorrelator.Match;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The correlator against the plain one, over correlations and streams of events that nobody thought of. Values are few and
 * the steps in time about as long as the windows, so that conditions become true and false; {@code -Dkomcert.seed} replays
 * a run, and {@code -Dkomcert.sets} says how many sets the long one takes.
 */
class RandomCorrelationsTests {

    private static final Instant START = Instant.parse("2026-03-09T08:00:00Z");
    /** Which rules for single events match, by what the event says. */
    private static final Map<String, List<String>> MATCHING =
            Map.of("fail", List.of("fail", "odd"), "success", List.of("success"), "odd", List.of("odd"));

    private static final Map<String, String> SINGLE =
            Map.of("fail", "fail", "success", "success", "odd", "[odd, fail]");
    private static final List<String> TYPES = List.of(
            "event_count", "value_count", "temporal", "temporal_ordered", "value_sum", "value_avg", "value_percentile");
    private static final List<String> OPERATORS = List.of("lt", "lte", "gt", "gte", "gte", "eq", "neq");
    private static final Map<String, Integer> TIMESPANS =
            new TreeMap<>(Map.of("1s", 1, "5s", 5, "60s", 60, "2m", 120, "1h", 3_600, "1d", 86_400));
    private static final List<Integer> STEPS = List.of(0, 0, 1, 2, 4, 5, 6, 30, 60, 61, 120, 900);
    private static final List<String> PEOPLE = List.of("a", "a", "A", "b", "\u00fc", "\u00dc", "");
    private static final List<String> NUMBERS =
            List.of("1", "1.0", "2", "2.50", "-3", "0.1", "0.2", "100", "none", "1e3");

    private final long seed = Long.getLong("komcert.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    /** @param fields as the event has them: a text, a list or null */
    private record Logged(int second, String reference, Map<String, Object> fields) {

        /** What its fields say to whoever wants one value of each. */
        Map<String, String> stated() {
            var stated = new HashMap<String, String>();
            fields.forEach((name, value) -> (value instanceof List<?> list ? list : Collections.singletonList(value))
                    .stream()
                            .filter(one -> one != null)
                            .findFirst()
                            .ifPresent(one -> stated.put(name, one.toString())));
            return stated;
        }
    }

    @Test
    void theCorrelatorFindsWhatThePlainOneFinds() {
        compare(2_000);
    }

    @Test
    @Tag("long")
    void theCorrelatorFindsWhatThePlainOneFindsInManyMoreSets() {
        compare(Integer.getInteger("komcert.sets", 20_000));
    }

    private void compare(int sets) {
        System.out.println("RandomCorrelationsTests: -Dkomcert.seed=" + seed);
        var byType = new TreeMap<String, Integer>();
        var byOperator = new TreeMap<String, Integer>();
        int chained = 0;
        long ungrouped = 0;
        for (int set = 0; set < sets; set++) {
            var correlations = correlations();
            var order = order(correlations);
            var sources = sources(order, correlations);
            var events = events(set % 50 == 0 ? 300 : 5 + random.nextInt(35));

            var naive = new NaiveCorrelator(order.stream()
                    .filter(correlations::containsKey)
                    .map(correlations::get)
                    .toList());
            var expected = naive.follow(matches(events, order));
            var rules = RuleSet.read(sources);
            assertThat(rules.problems().stream().filter(one -> one.weight() == Problem.Weight.REFUSED))
                    .as(() -> described(sources, events))
                    .isEmpty();
            int tolerance = any(List.of(0, 60, 1_000));
            var correlator = Correlator.of(rules, Pipeline.standard(), Duration.ofSeconds(tolerance), 1 << 24);
            feed(rules, correlator, arriving(events, tolerance));

            assertThat(correlator.findings().stream().map(RandomCorrelationsTests::found))
                    .as(() -> described(sources, events))
                    .isEqualTo(expected);
            assertThat(correlator.losses())
                    .as(() -> described(sources, events))
                    .isEqualTo(new Correlator.Losses(0, 0, naive.ungrouped()));

            ungrouped += naive.ungrouped();
            for (var found : expected) {
                var correlation = correlations.get(found.rule());
                byType.merge(correlation.type(), 1, Integer::sum);
                correlation.condition().forEach(one -> byOperator.merge(one.operator(), 1, Integer::sum));
                chained += correlation.rules().stream().anyMatch(correlations::containsKey) ? 1 : 0;
            }
        }
        // Neither side must win by finding nothing.
        assertThat(byType.keySet()).containsExactlyInAnyOrderElementsOf(TYPES);
        assertThat(byOperator.keySet()).containsAll(OPERATORS);
        assertThat(byType.values()).allMatch(found -> found > sets / 10);
        assertThat(byOperator.values()).allMatch(found -> found > sets / 10);
        assertThat(chained).isGreaterThan(sets / 10);
        assertThat(ungrouped).isGreaterThan(sets);
    }

    private static Found found(Correlator.Finding finding) {
        return new Found(
                finding.rule().head().title(),
                second(finding.first()),
                second(finding.last()),
                finding.group(),
                finding.references());
    }

    private static int second(Instant time) {
        return (int) Duration.between(START, time).toSeconds();
    }

    private String described(List<Source> sources, List<Logged> events) {
        return "seed " + seed + "\n" + sources.stream().map(Source::text).collect(Collectors.joining("\n#\n")) + "\n"
                + events.stream().map(Logged::toString).collect(Collectors.joining("\n"));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    // ---- rules ----

    /** Up to five by name, each of which may build on those before it. */
    private Map<String, Correlation> correlations() {
        var correlations = new LinkedHashMap<String, Correlation>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            var correlation = correlation("c" + i, correlations);
            correlations.put(correlation.name(), correlation);
        }
        return correlations;
    }

    private Correlation correlation(String name, Map<String, Correlation> before) {
        var type = any(TYPES);
        var known = new ArrayList<>(SINGLE.keySet().stream().sorted().toList());
        known.addAll(before.keySet());
        Collections.shuffle(known, random);
        var rules = List.copyOf(known.subList(0, 1 + random.nextInt(Math.min(3, known.size()))));
        var groupBy = new ArrayList<String>();
        for (var field : List.of("User", "who", "Ip")) {
            if (oneIn(3)) {
                groupBy.add(field);
            }
        }
        var fields = new ArrayList<String>();
        boolean percentile = type.equals("value_percentile") && random.nextBoolean();
        if (type.equals("value_sum") || type.equals("value_avg") || percentile) {
            fields.add(any(List.of("N", "N", "amount")));
        } else if (type.startsWith("value_")) {
            fields.add(any(List.of("User", "who", "N")));
            if (type.equals("value_count") && oneIn(3)) {
                fields.add("Ip");
            }
        }
        return new Correlation(
                name,
                type,
                rules,
                aliases(rules, before),
                List.copyOf(groupBy),
                any(List.copyOf(TIMESPANS.values())),
                List.copyOf(fields),
                percentile ? new BigDecimal(any(List.of("0", "10", "33.3", "50", "75", "95", "100"))) : null,
                condition(type, percentile));
    }

    /** Two aliases, of which rules may know none, so that the alias is the field. */
    private Map<String, Map<String, String>> aliases(List<String> rules, Map<String, Correlation> before) {
        var who = new TreeMap<String, String>();
        var amount = new TreeMap<String, String>();
        for (var rule : rules) {
            if (!oneIn(5)) {
                var grouped = before.containsKey(rule) ? before.get(rule).groupBy() : List.<String>of();
                who.put(rule, grouped.isEmpty() ? any(List.of("User", "Target")) : any(grouped));
                amount.put(rule, any(List.of("N", "N", "M")));
            }
        }
        return Map.of("who", who, "amount", amount);
    }

    private List<Criterion> condition(String type, boolean percentile) {
        var numbers = switch (type) {
            case "event_count" -> List.of("1", "2", "3", "4", "6");
            case "value_count", "temporal", "temporal_ordered" -> List.of("1", "2", "3");
            case "value_sum" -> List.of("-3", "0.3", "2.5", "4", "102");
            case "value_avg" -> List.of("-1", "0.15", "1", "1.6666666667", "0.3333333333", "40");
            case "value_percentile" ->
                percentile
                        ? List.of("-3", "0.1", "1", "2", "2.5", "100")
                        : List.of("10", "25", "33.3333333333", "50", "66.6666666667", "100");
            default -> throw new AssertionError(type);
        };
        if (type.startsWith("temporal") && random.nextBoolean()) {
            return List.of();
        }
        var criteria = new LinkedHashMap<String, Criterion>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            var operator = any(OPERATORS);
            criteria.put(operator, new Criterion(operator, new BigDecimal(any(numbers))));
        }
        return List.copyOf(criteria.values());
    }

    /** All rules by name, as they stand in their files; a rule may stand before those it refers to. */
    private List<String> order(Map<String, Correlation> correlations) {
        var order = new ArrayList<>(SINGLE.keySet().stream().sorted().toList());
        order.addAll(correlations.keySet());
        Collections.shuffle(order, random);
        return order;
    }

    private List<Source> sources(List<String> order, Map<String, Correlation> correlations) {
        int first = 1 + random.nextInt(order.size() - 1);
        return List.of(
                new Source("b.yml", documents(order.subList(first, order.size()), correlations)),
                new Source("a.yml", documents(order.subList(0, first), correlations)));
    }

    private String documents(List<String> names, Map<String, Correlation> correlations) {
        return names.stream()
                .map(name -> {
                    var correlation = correlations.get(name);
                    return correlation == null ? single(name) : text(correlation);
                })
                .collect(Collectors.joining("---\n"));
    }

    private static String head(String name) {
        return "title: %1$s\nname: %1$s\nid: id-%1$s\n".formatted(name);
    }

    private static String single(String name) {
        return head(name) + "logsource: {product: test}\ndetection:\n    s: {What: " + SINGLE.get(name)
                + "}\n    condition: s\n";
    }

    private String text(Correlation correlation) {
        var called = correlation.rules().stream()
                .collect(Collectors.toMap(rule -> rule, rule -> random.nextBoolean() ? rule : "id-" + rule));
        var text = new StringBuilder(head(correlation.name()) + "correlation:\n    type: " + correlation.type() + "\n");
        text.append("    rules: ")
                .append(correlation.rules().stream().map(called::get).toList())
                .append('\n');
        if (!correlation.groupBy().isEmpty() || random.nextBoolean()) {
            text.append("    group-by: ").append(correlation.groupBy()).append('\n');
        }
        text.append("    timespan: ").append(timespan(correlation.seconds())).append('\n');
        text.append("    aliases:\n");
        correlation.aliases().forEach((alias, fields) -> {
            text.append("        ").append(alias).append(": {");
            text.append(fields.entrySet().stream()
                    .map(field -> called.get(field.getKey()) + ": " + field.getValue())
                    .collect(Collectors.joining(", ")));
            text.append("}\n");
        });
        condition(correlation, text);
        return text.toString();
    }

    private static String timespan(int seconds) {
        return TIMESPANS.entrySet().stream()
                .filter(entry -> entry.getValue() == seconds)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static void condition(Correlation correlation, StringBuilder text) {
        if (correlation.condition().isEmpty()) {
            return;
        }
        text.append("    condition:\n");
        if (correlation.fields().size() == 1) {
            text.append("        field: ")
                    .append(correlation.fields().getFirst())
                    .append('\n');
        } else if (!correlation.fields().isEmpty()) {
            text.append("        field: ").append(correlation.fields()).append('\n');
        }
        if (correlation.percentile() != null) {
            text.append("        percentile: ").append(correlation.percentile()).append('\n');
        }
        for (var criterion : correlation.condition()) {
            text.append("        %s: %s\n".formatted(criterion.operator(), criterion.number()));
        }
    }

    // ---- events ----

    private List<Logged> events(int count) {
        var references = new ArrayList<>(
                IntStream.range(0, count).mapToObj("event-%03d"::formatted).toList());
        Collections.shuffle(references, random);
        var steps = count > 100 ? List.of(0, 1) : STEPS;
        var events = new ArrayList<Logged>();
        int second = 0;
        for (var reference : references) {
            second += any(steps);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("What", any(List.of("fail", "fail", "success", "odd")));
            put(fields, "User", PEOPLE);
            put(fields, "Target", PEOPLE);
            put(fields, "Ip", List.of("1", "2"));
            put(fields, "N", NUMBERS);
            put(fields, "M", NUMBERS);
            if (oneIn(4)) {
                put(fields, any(List.of("who", "amount")), NUMBERS);
            }
            events.add(new Logged(second, reference, fields));
        }
        return events;
    }

    private void put(Map<String, Object> fields, String name, List<String> values) {
        switch (random.nextInt(12)) {
            case 0 -> {}
            case 1 -> fields.put(name, null);
            case 2 -> fields.put(name, Arrays.asList(random.nextBoolean() ? null : any(values), any(values)));
            default -> fields.put(name, any(values));
        }
    }

    private static List<Match> matches(List<Logged> events, List<String> order) {
        var matches = new ArrayList<Match>();
        for (var event : events) {
            for (var rule : MATCHING.get(event.fields().get("What").toString())) {
                matches.add(new Match(rule, order.indexOf(rule), event.second(), event.reference(), event.stated()));
            }
        }
        return matches;
    }

    /** In an order in which no event comes later than a younger one by more than the tolerance. */
    private List<Logged> arriving(List<Logged> events, int tolerance) {
        var times = new HashMap<Logged, Integer>();
        events.forEach(event -> times.put(event, event.second() + random.nextInt(tolerance + 1)));
        var arriving = new ArrayList<>(events);
        Collections.shuffle(arriving, random);
        arriving.sort(Comparator.comparing(times::get));
        return arriving;
    }

    private static void feed(RuleSet rules, Correlator correlator, List<Logged> events) {
        var scan = Detector.of(rules.detections(), Pipeline.standard()).scan();
        for (var logged : events) {
            var event = Rules.event(logged.fields());
            for (var rule : scan.detect(event)) {
                correlator.accept(rule, event, START.plusSeconds(logged.second()), logged.reference());
            }
        }
        correlator.finish();
    }
}
