package de.komcert.sigma;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import de.komcert.sigma.search.Haystack;
import de.komcert.sigma.yaml.Yaml;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** SigmaHQ's rules and regression events, all of them; skipped where they are not beside the repository. */
class SigmaHqTests {

    /** Their info.yml states one match, but three of their events have a value that the rule names literally. */
    private static final Map<String, Integer> MORE_THAN_STATED = Map.of(
            "0b9ad457-2554-44c1-82c2-d56a99c42377", 3, // user.conf
            "8fbf3271-1ef6-4e94-8210-03c2317947f6", 3, // credential dump files
            "45e112d0-7759-4c2a-aa36-9f8fb79d3393", 3); // security zones

    private record Regression(Path folder, String rule, int matches) {}

    @Test
    void everyRuleIsReadWithoutAComplaint() {
        var rules = RuleSet.read(SharedData.ruleSources());

        assertThat(rules.problems()).isEmpty();
        assertThat(rules.detections()).hasSize(3_779);
    }

    @Test
    void rulesThatNeedListsAreNamedAndCompileOnceTheListsAreGiven() {
        var detector = Detector.of(RuleSet.read(SharedData.ruleSources()).detections(), Pipeline.standard());

        assertThat(detector.waiting()).hasSize(25);
        var names = new TreeSet<String>();
        detector.waiting().values().forEach(names::addAll);
        var lists = new HashMap<String, List<String>>();
        names.forEach(name -> lists.put(name, List.of("wert-1", "wert-2*")));
        assertThat(detector.with(new Placeholders(lists)).waiting()).isEmpty();
    }

    @Test
    void everyRegressionEventIsFoundAndBothEvaluatorsAgree() throws IOException {
        var rules = RuleSet.read(SharedData.ruleSources()).detections();
        var detector = Detector.of(rules, Pipeline.standard());
        var scan = detector.scan();
        var naive = new Naive(Pipeline.standard());
        var ready = rules.stream().filter(rule -> rule.placeholders().isEmpty()).toList();
        var missed = new ArrayList<String>();
        int events = 0;
        for (var regression : regressions()) {
            int found = 0;
            for (var file : SharedData.files(regression.folder(), ".json")) {
                for (var event : SharedData.events(file)) {
                    events++;
                    var fast = scan.detect(event);
                    assertThat(fast)
                            .as("%s", file)
                            .isEqualTo(ready.stream()
                                    .filter(rule -> naive.matches(rule, event))
                                    .toList());
                    found += (int) fast.stream()
                            .filter(rule -> rule.head().id().equals(regression.rule()))
                            .count();
                }
            }
            int expected = MORE_THAN_STATED.getOrDefault(regression.rule(), regression.matches());
            if (expected < 0 ? found == 0 : found != expected) {
                missed.add(regression.folder() + " found " + found + " times");
            }
        }
        assertThat(missed).isEmpty();
        assertThat(events).isEqualTo(140);
    }

    private static List<Regression> regressions() throws IOException {
        var regressions = new ArrayList<Regression>();
        for (var info : SharedData.files(SharedData.sigma().resolve("regression_data"), "info.yml")) {
            var source = Source.of(info.getParent(), info);
            var document = (Yaml.Mapping) Yaml.read(source.name(), source.text(), new Problems("info.yml")::refuse)
                    .getFirst();
            if (!SharedData.files(info.getParent(), ".json").isEmpty()) {
                var rule = (Yaml.Mapping)
                        ((Yaml.Sequence) document.get("rule_metadata")).items().getFirst();
                var test = (Yaml.Mapping) ((Yaml.Sequence) document.get("regression_tests_info"))
                        .items()
                        .getFirst();
                var count = (Yaml.Scalar) test.get("match_count");
                regressions.add(new Regression(
                        info.getParent(),
                        ((Yaml.Scalar) rule.get("id")).text(),
                        count == null ? -1 : Integer.parseInt(count.text())));
            }
        }
        assertThat(regressions).hasSize(106);
        return regressions;
    }

    @Test
    void allTablesTogetherStaySmall() {
        var detector = Detector.of(RuleSet.read(SharedData.ruleSources()).detections(), Pipeline.standard());
        var routes = Map.of(
                "security", List.of("4688", "4624", "4625", "4663", "5145", "4697"),
                "microsoft-windows-sysmon/operational", List.of("1", "3", "7", "10", "11", "13", "22"),
                "microsoft-windows-powershell/operational", List.of("4103", "4104"),
                "system", List.of("7045", "7036"));
        long bytes = 0;
        var counted = new HashSet<Haystack>();
        for (var route : routes.entrySet()) {
            for (var eventId : route.getValue()) {
                var group = detector.parts().getFirst().group(new Route(LogSource.UNKNOWN, route.getKey(), eventId));
                for (var field : group.fields()) {
                    if (field.haystack() != null && counted.add(field.haystack())) {
                        bytes += field.haystack().bytes();
                    }
                }
            }
        }
        assertThat(counted).hasSizeGreaterThan(100);
        assertThat(bytes).isLessThan(60_000_000);
    }
}
