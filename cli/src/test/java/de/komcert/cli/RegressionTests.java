package de.komcert.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** SigmaHQ's regression logs with all its rules, from the files to the lines of the result. */
class RegressionTests {

    private static final Pattern RULE = Pattern.compile("rule_metadata:\\s*\\n\\s*- id: (\\S+)");
    private static final Pattern COUNT = Pattern.compile("match_count: (\\d+)");

    /**
     * Three logs hold three events that their rule describes, where info.yml states one: three files of AnyDesk's user.conf
     * (.new, a .TMP, .new), three programs of the procdump family, three values of one zone (https, http, *). Their
     * JSON shows the same three.
     */
    private static final Map<String, Integer> MORE_THAN_STATED = Map.of(
            "0b9ad457-2554-44c1-82c2-d56a99c42377", 3,
            "8fbf3271-1ef6-4e94-8210-03c2317947f6", 3,
            "45e112d0-7759-4c2a-aa36-9f8fb79d3393", 3);

    @Test
    void everyRuleIsFoundAsOftenAsItsLogHoldsIt() throws IOException {
        var sigma = SharedData.folder("sigma");
        var called = Called.komcert(
                "scan",
                "--format=jsonl",
                "--rules",
                sigma.resolve("rules"),
                "--rules",
                sigma.resolve("rules-emerging-threats"),
                "--rules",
                sigma.resolve("rules-threat-hunting"),
                "--rules",
                sigma.resolve("rules-compliance"),
                "--rules",
                sigma.resolve("rules-placeholder"),
                sigma.resolve("regression_data"));

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Regeln: 3.779 aus 3.779 Dateien geladen, 0 nicht geladen, 25 warten auf Listen.")
                .contains("Gelesen: 106 Dateien, 140 Datensätze,");
        var found = new HashMap<String, Integer>();
        for (var hit : called.json()) {
            var folder = Path.of(hit.get("file").asString()).getParent();
            found.merge(folder + " " + hit.get("rule").asString(), 1, Integer::sum);
        }
        var wrong = new TreeMap<String, String>();
        int compared = 0;
        for (var info : infos(sigma.resolve("regression_data"))) {
            var text = Files.readString(info);
            var rule = RULE.matcher(text);
            assertThat(rule.find()).isTrue();
            var count = COUNT.matcher(text);
            int stated =
                    MORE_THAN_STATED.getOrDefault(rule.group(1), count.find() ? Integer.parseInt(count.group(1)) : -1);
            var folder = sigma.resolve("regression_data")
                    .relativize(info.getParent())
                    .toString();
            int times = found.getOrDefault(folder + " " + rule.group(1), 0);
            if (stated < 0 ? times == 0 : times != stated) {
                wrong.put(folder, times + " times instead of " + stated);
            }
            compared++;
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isEqualTo(106);
    }

    /** One more tells of a Cisco configuration and has no event log. */
    private static Iterable<Path> infos(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("info.yml"))
                    .filter(file -> {
                        try (var beside = Files.list(file.getParent())) {
                            return beside.anyMatch(log -> log.toString().endsWith(".evtx"));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }
}
