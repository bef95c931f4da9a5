package de.komcert.sigma;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Small rules for tests, and the one question most of them ask. */
public final class Rules {

    static final LogSource HERE = LogSource.of("test", null, null);

    private Rules() {}

    /** A rule file whose detection section is {@code detection}, indented by nothing. */
    static Source source(String title, String detection) {
        return new Source(
                title + ".yml",
                "title: " + title + "\nlogsource:\n    product: test\ndetection:\n" + detection.indent(4));
    }

    public static RuleSet read(Source... sources) {
        return RuleSet.read(List.of(sources));
    }

    /** Rules that can be read without a word, ready to be held against events. */
    static Detector detector(Source... sources) {
        var rules = read(sources);
        assertThat(rules.problems()).isEmpty();
        return Detector.of(rules.detections(), Pipeline.standard());
    }

    /** A rule with one item, for example {@code "Image|endswith: '\\cmd.exe'"}. */
    static Rule.Detection item(String item) {
        return detection("selection:\n    " + item + "\ncondition: selection");
    }

    static Rule.Detection detection(String detection) {
        var rules = read(source("rule", detection));
        assertThat(rules.problems())
                .filteredOn(p -> p.weight() == Problem.Weight.REFUSED)
                .isEmpty();
        return rules.detections().getFirst();
    }

    /** The reasons why the detection is refused. */
    static List<String> refusals(String detection) {
        return read(source("rule", detection)).problems().stream()
                .filter(problem -> problem.weight() == Problem.Weight.REFUSED)
                .map(problem -> problem.line() + ": " + problem.reason())
                .toList();
    }

    public static Event event(Map<String, ?> fields) {
        return Event.of(HERE, fields);
    }

    /** Whether the rule matches; the plain and the fast evaluator have to agree. */
    static boolean matches(Rule.Detection rule, Event event) {
        var pipeline = Pipeline.standard();
        boolean plain = new Naive(pipeline).matches(rule, event);
        var detector = Detector.of(List.of(rule), pipeline);
        assertThat(detector.scan().detect(event)).as("fast, for %s", event).hasSize(plain ? 1 : 0);
        assertThat(detector.explain(rule, event).matches()).as("explained").isEqualTo(plain);
        return plain;
    }
}
