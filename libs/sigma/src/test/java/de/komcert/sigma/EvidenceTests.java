package de.komcert.sigma;

import java.util.LinkedHashMap;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTests {

    private final Evidence evidence = new Evidence(Pipeline.standard());

    private static Rule.Detection rule(String source, String detection) {
        var set = RuleSet.read(List.of(
                new Source("rule.yml", "title: t\nlogsource: {%s}\ndetection: {%s}\n".formatted(source, detection))));
        assertThat(set.problems()).isEmpty();
        return set.detections().getFirst();
    }

    private static Event process(String image, String commandLine) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("Channel", "Security");
        fields.put("EventID", "4688");
        fields.put("NewProcessName", image);
        fields.put("CommandLine", commandLine);
        return Event.of(LogSource.UNKNOWN, fields);
    }

    @Test
    void onlyWhatTheRuleFoundIsEvidenceUnderTheNamesOfTheEvent() {
        var rule = rule(
                "product: windows, category: process_creation",
                "sel: {Image|endswith: [\\cmd.exe, \\sh.exe], CommandLine|contains: [nothing, del]},"
                        + " filter: {CommandLine|contains: harmless}, condition: sel and not filter");

        assertThat(evidence.of(rule, process("C:\\cmd.exe", "del x")))
                .containsExactly(
                        new Evidence.Field("NewProcessName", "C:\\cmd.exe"),
                        new Evidence.Field("CommandLine", "del x"));
        assertThat(evidence.of(rule, process("C:\\cmd.exe", "del harmless"))).isEmpty();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aWordIsSoughtInEachFieldOnceHoweverManyThereAre() {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 400_000; i++) {
            fields.put("field" + i, i % 2 == 0 ? "del" : "-");
        }
        var rule = rule("product: windows", "words: [del], condition: words");
        var event = Event.of(LogSource.of("windows", null, null), fields);

        // A search among all names for each name would take hours.
        assertThat(evidence.of(rule, event)).hasSize(200_000);
        var why = Detector.of(List.of(rule), Pipeline.standard()).explain(rule, event);
        assertThat(why.values()).hasSize(1_000).containsOnly("del");
    }

    @Test
    void aWordIsFoundInTheFieldThatHasItAndWhatIsAbsentIsNoEvidence() {
        var rule = rule("product: windows", "words: [DEL], missing: {User: null}, condition: words and missing");

        assertThat(evidence.of(rule, process("C:\\cmd.exe", "del x")))
                .containsExactly(new Evidence.Field("CommandLine", "del x"));
    }
}
