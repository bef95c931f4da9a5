package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands beside a rule: named events, and cases made from them that the rule must find or must not.
 *
 * @param named the events by name; the first is the one a case without steps means
 * @param must cases in which the rule reports once
 * @param mustNot cases in which it stays silent, each a near miss
 */
record EventFile(Map<String, Map<String, Object>> named, List<Case> must, List<Case> mustNot) {

    static final String ENDING = ".events";

    private static final Instant BEGIN = Instant.parse("2026-11-28T22:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One case.
     *
     * @param what in German, what happens here
     * @param steps in their order
     * @param also names of other rules that report as well, with good reason
     */
    record Case(String what, List<Step> steps, List<String> also) {}

    /**
     * An event, once or several times.
     *
     * @param after the time that passes before the first
     * @param every the time between two
     * @param change fields that differ from the named event; null takes a field away; {n} is the number of the repetition
     */
    record Step(String event, int times, Duration after, Duration every, Map<String, Object> change) {}

    static EventFile read(Path file) throws IOException {
        var top = map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        var source = map(top.get("source"));
        var named = new LinkedHashMap<String, Map<String, Object>>();
        map(top.get("events")).forEach((name, fields) -> {
            var whole = new LinkedHashMap<>(source);
            whole.putAll(map(fields));
            named.put(name, whole);
        });
        var first = named.keySet().iterator().next();
        return new EventFile(named, cases(top.get("must"), first), cases(top.get("must_not"), first));
    }

    private static List<Case> cases(@Nullable Object list, String first) {
        var cases = new ArrayList<Case>();
        for (var item : (List<?>) (list == null ? List.of() : list)) {
            var one = map(item);
            var steps = new ArrayList<Step>();
            for (var step : (List<?>) one.getOrDefault("steps", List.of(first))) {
                steps.add(step(step, map(one.get("change"))));
            }
            cases.add(new Case(
                    one.get("what").toString(), List.copyOf(steps), texts(one.getOrDefault("also", List.of()))));
        }
        return List.copyOf(cases);
    }

    private static Step step(Object step, Map<String, Object> change) {
        if (step instanceof String name) {
            return new Step(name, 1, Duration.ZERO, Duration.ZERO, change);
        }
        var map = map(step);
        return new Step(
                map.get("event").toString(),
                (int) map.getOrDefault("times", 1),
                duration(map.get("after")),
                duration(map.get("every")),
                map(map.get("change")));
    }

    private static Duration duration(@Nullable Object text) {
        return text == null ? Duration.ZERO : Duration.parse("PT" + text);
    }

    /** The events of a case as JSON lines. */
    String lines(Case one) {
        var lines = new StringBuilder();
        var now = BEGIN;
        for (var step : one.steps()) {
            now = now.plus(step.after());
            for (int i = 1; i <= step.times(); i++) {
                now = i == 1 ? now : now.plus(step.every());
                lines.append(JSON.writeValueAsString(event(step, i, now))).append('\n');
            }
        }
        return lines.toString();
    }

    private Map<String, Object> event(Step step, int number, Instant time) {
        var base = named.get(step.event());
        if (base == null) {
            throw new AssertionError("There is no event »" + step.event() + "«");
        }
        var event = new LinkedHashMap<String, Object>();
        event.put("@timestamp", time.toString());
        event.putAll(base);
        event.putAll(step.change());
        event.replaceAll(
                (field, value) -> value instanceof String text ? text.replace("{n}", Integer.toString(number)) : value);
        event.values().removeIf(value -> value == null);
        return event;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
