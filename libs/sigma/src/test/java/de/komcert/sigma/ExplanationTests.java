package de.komcert.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExplanationTests {

    private static Explanation explain(String detection, Event event) {
        return explain(event, Rules.source("rule", detection));
    }

    private static Explanation explain(Event event, Source... sources) {
        var detector = Detector.of(Rules.read(sources).detections(), Pipeline.standard());
        return detector.explain(detector.rules().getFirst(), event);
    }

    /** The steps on which the answer rests, from the condition down, in the form {@code +name} or {@code -name}. */
    private static List<String> proof(Explanation.Step step) {
        var proof = new ArrayList<String>();
        var mark = step.holds() ? "+" : "-";
        switch (step) {
            case Explanation.Under(Name.Selection(var name), var part) -> proof.add(mark + name);
            case Explanation.Under(Name.Item(var key, var line), var part) -> proof.add(mark + key);
            case Explanation.Under(Name.Value(var written), var part) -> proof.add(mark + written);
            case Explanation.Under(Name.Filter(var title, var file, var line), var part) -> proof.add(mark + title);
            case Explanation.Not not -> proof.add(mark + "not");
            case Explanation.AllOf all -> {}
            case Explanation.AnyOf any -> {}
            case Explanation.Check check -> proof.add(mark + text(check.question()));
        }
        step.parts().stream().filter(step::restsOn).forEach(part -> proof.addAll(proof(part)));
        return proof;
    }

    private static String text(Question question) {
        return question instanceof Question.Text text ? text.text() : question.toString();
    }

    private static List<Explanation.Check> checks(Explanation.Step step) {
        return step instanceof Explanation.Check check
                ? List.of(check)
                : step.parts().stream().flatMap(part -> checks(part).stream()).toList();
    }

    private static Explanation.Check only(String item, Map<String, ?> fields) {
        var seen = explain("s:\n    " + item + "\ncondition: s", Rules.event(fields))
                .seen();
        assertThat(seen).hasSize(1);
        return checks(seen.getFirst()).getFirst();
    }

    @Test
    void theProofNamesWhatDecidedAndNothingElse() {
        var detection = """
                selection:
                    Image|endswith: ['\\cmd.exe', '\\pwsh.exe']
                    CommandLine|contains: whoami
                filter:
                    User: system
                condition: selection and not filter""";

        var hit = explain(
                detection, Rules.event(Map.of("Image", "C:\\CMD.exe", "CommandLine", "whoami /all", "User", "maria")));
        assertThat(hit.matches()).isTrue();
        assertThat(proof(hit.seen().getFirst()))
                .containsExactly(
                        "+selection",
                        "+Image|endswith",
                        "+\\cmd.exe",
                        "+CommandLine|contains",
                        "+whoami",
                        "+not",
                        "-filter",
                        "-User",
                        "-system");

        var filtered = explain(
                detection, Rules.event(Map.of("Image", "C:\\cmd.exe", "CommandLine", "whoami", "User", "SYSTEM")));
        assertThat(filtered.matches()).isFalse();
        assertThat(proof(filtered.seen().getFirst())).containsExactly("-not", "+filter", "+User", "+system");

        var other = explain(detection, Rules.event(Map.of("Image", "C:\\x.exe", "CommandLine", "whoami", "User", "m")));
        assertThat(proof(other.seen().getFirst()))
                .containsExactly("-selection", "-Image|endswith", "-\\cmd.exe", "-\\pwsh.exe");
    }

    @Test
    void absentAndEmptyAndNullAndAnotherValueAreFourThings() {
        var nothing = new LinkedHashMap<String, Object>();
        nothing.put("User", null);

        assertThat(only("User: x", Map.of("Image", "x")).found()).isEmpty();
        assertThat(only("User: x", nothing).found()).containsExactly(new Explanation.Found("User", null, false));
        assertThat(only("User: x", Map.of("User", "")).found())
                .containsExactly(new Explanation.Found("User", "", false));
        assertThat(only("User: x", Map.of("User", List.of("y", "X"))).found())
                .containsExactly(new Explanation.Found("User", "y", false), new Explanation.Found("User", "X", true));
        assertThat(only("User: null", nothing).found()).containsExactly(new Explanation.Found("User", null, true));
    }

    @Test
    void aFieldWrittenInAnotherCaseIsPointedAt() {
        var check = only("CommandLine: x", Map.of("commandline", "x", "other", "x"));

        assertThat(check.holds()).isFalse();
        assertThat(check.similar()).containsExactly("commandline");
        assertThat(only("CommandLine: x", Map.of("CommandLine", "y", "commandline", "x"))
                        .similar())
                .isEmpty();
    }

    @Test
    void keywordsNameTheFieldsThatHaveThem() {
        var check = only("- whoami", Map.of("a", "x", "b", "run whoami now"));

        assertThat(check.field()).isNull();
        assertThat(check.found()).containsExactly(new Explanation.Found("b", "run whoami now", true));
    }

    @Test
    void questionsSayWhatTheModifiersMean() {
        var event = Map.of("F", "x", "G", "y");
        assertThat(only("F|contains|windash: ' -x'", event).question())
                .isEqualTo(new Question.Text(Anchor.CONTAINS, " -x", false, true));
        assertThat(only("F|startswith|cased: a", event).question())
                .isEqualTo(new Question.Text(Anchor.STARTS, "a", true, false));
        assertThat(only("F: 'a*b'", event).question()).isEqualTo(new Question.Form("a*b", false, false));
        assertThat(only("F: '*'", event).question()).isEqualTo(new Question.AnyValue());
        assertThat(only("F|re|i: 'a+'", event).question()).isEqualTo(new Question.Expression("a+", "i"));
        assertThat(only("F|cidr: 10.0.0.0/8", event).question()).isEqualTo(new Question.InNetwork("10.0.0.0/8"));
        assertThat(only("F|hour|gte: 8", event).question())
                .isEqualTo(new Question.Number(DatePart.HOUR, Comparison.GTE, "8"));
        assertThat(only("F|exists: false", event).question()).isEqualTo(new Question.Presence(false));
        assertThat(only("F: null", event).question()).isEqualTo(new Question.Nothing());
        assertThat(only("F|fieldref|endswith: G", event).question())
                .isEqualTo(new Question.OtherField("G", Anchor.ENDS, false, List.of("y")));
    }

    @Test
    void anEncodedValueIsShownAsItIsWritten() {
        var seen = explain(
                        "s:\n    F|base64offset|contains: whoami\ncondition: s", Rules.event(Map.of("F", "d2hvYW1p")))
                .seen();

        assertThat(proof(seen.getFirst())).containsExactly("+s", "+F|base64offset|contains", "+whoami", "+d2hvYW1p");
    }

    @Test
    void aFilterThatTakesTheMatchAwayIsNamed() {
        var filter = new Source("quiet.yml", """
                title: Our own software
                logsource: {product: test}
                filter:
                    rules: [rule]
                    own: {User: maria}
                    condition: own
                """);
        var explanation = explain(
                Rules.event(Map.of("F", "x", "User", "maria")),
                Rules.source("rule", "s: {F: x}\ncondition: s"),
                filter);

        assertThat(explanation.matches()).isFalse();
        assertThat(proof(explanation.seen().getFirst()))
                .containsExactly("-not", "+Our own software", "+own", "+User", "+maria");
    }

    @Test
    void anEventFromElsewhereSaysWhichWordDoesNotFitAndWhereItWould() {
        var rule = new Source("rule.yml", """
                title: rule
                logsource: {product: windows, category: process_creation}
                detection: {s: {Image: x}, condition: s}
                """);
        var sysmon = Event.of(
                LogSource.UNKNOWN,
                Map.of("Channel", "Microsoft-Windows-Sysmon/Operational", "EventID", "3", "Image", "x"));

        var elsewhere = explain(sysmon, rule);

        assertThat(elsewhere.matches()).isFalse();
        assertThat(elsewhere.seen()).isEmpty();
        var provenance = elsewhere.provenance();
        assertThat(provenance.fits()).isFalse();
        assertThat(provenance.amiss()).containsExactly(Provenance.Word.CATEGORY);
        assertThat(provenance.known()).containsExactly(LogSource.of("windows", "network_connection", "sysmon"));
        assertThat(provenance.eventId()).isEqualTo("3");
        assertThat(provenance.homes())
                .anySatisfy(home -> {
                    assertThat(home.services()).containsExactly("sysmon");
                    assertThat(home.channels()).containsExactly("Microsoft-Windows-Sysmon/Operational");
                    assertThat(home.where()).isEqualTo(Map.of("EventID", List.of("1")));
                })
                .anySatisfy(home -> assertThat(home.where()).isEqualTo(Map.of("EventID", List.of("4688"))));

        var linux = explain(Event.of(LogSource.of("linux", "process_creation", null), Map.of("Image", "x")), rule);
        assertThat(linux.provenance().amiss()).containsExactly(Provenance.Word.PRODUCT);
    }

    @Test
    void aRenamedFieldIsShownByBothNames() {
        var rule = new Source("rule.yml", """
                title: rule
                logsource: {product: windows, category: process_creation}
                detection: {s: {Image|endswith: '\\cmd.exe'}, condition: s}
                """);
        var event = Event.of(
                LogSource.UNKNOWN, Map.of("Channel", "Security", "EventID", "4688", "NewProcessName", "C:\\cmd.exe"));

        var check = checks(explain(event, rule).seen().getFirst()).getFirst();

        assertThat(check.field()).isEqualTo("Image");
        assertThat(check.names()).contains("NewProcessName");
        assertThat(check.found()).containsExactly(new Explanation.Found("NewProcessName", "C:\\cmd.exe", true));
    }

    @Test
    void aRuleThatWaitsForListsSaysForWhich() {
        var source = Rules.source("rule", "s:\n    Host|expand: '%Servers%'\ncondition: s");
        var detector = Detector.of(Rules.read(source).detections(), Pipeline.standard());
        var rule = detector.rules().getFirst();
        var event = Rules.event(Map.of("Host", "srv-2"));

        var waiting = detector.explain(rule, event);
        assertThat(waiting.lists()).containsExactly("Servers");
        assertThat(waiting.provenance().fits()).isTrue();
        assertThat(waiting.matches()).isFalse();

        var filled = detector.with(new Placeholders(Map.of("Servers", List.of("srv-1", "srv-2"))))
                .explain(rule, event);
        assertThat(filled.lists()).isEmpty();
        assertThat(proof(filled.seen().getFirst())).containsExactly("+s", "+Host|expand", "+%Servers%", "+srv-2");
    }

    @Test
    void aCorrelationSaysByWhichValuesItWouldGroup() {
        var rules = Rules.read(Rules.source("rule", "s:\n    F: x\ncondition: s"), new Source("many.yml", """
                        title: many
                        correlation:
                            type: event_count
                            rules: [rule]
                            group-by: [who, Host]
                            aliases: {who: {rule: User}}
                            timespan: 1m
                            condition: {gte: 2}
                        """));
        var evidence = new Evidence(Pipeline.standard());

        var grouping = evidence.grouping(
                rules.correlations().getFirst(), rules.detections().getFirst(), Rules.event(Map.of("User", "maria")));

        assertThat(grouping)
                .containsEntry("who", "maria")
                .containsEntry("Host", null)
                .hasSize(2);
    }

    // ---- brevity ----

    private static Explanation brief(Brevity brevity, String detection, Map<String, ?> fields) {
        var rule = Rules.detection(detection);
        return Detector.of(List.of(rule), Pipeline.standard()).explain(rule, Rules.event(fields), brevity);
    }

    private static int steps(Explanation.Step step) {
        return 1 + step.parts().stream().mapToInt(ExplanationTests::steps).sum();
    }

    @Test
    void aBriefOneTellsOnlyWhatDecidedAndCountsTheRest() {
        var detection = """
                selection:
                    Image|endswith: ['\\cmd.exe', '\\pwsh.exe', '\\cscript.exe']
                    User: maria
                filter:
                    CommandLine|contains: [update, install]
                    User: system
                condition: selection and not filter""";
        var fields = Map.of("Image", "C:\\pwsh.exe", "User", "maria", "CommandLine", "whoami");

        var brief = brief(new Brevity(5, 50, 100), detection, fields);

        assertThat(brief.matches()).isTrue();
        var whole = brief(Brevity.NONE, detection, fields).seen().getFirst();
        assertThat(proof(brief.seen().getFirst())).isEqualTo(proof(whole));
        assertThat(steps(brief.seen().getFirst())).isLessThan(steps(whole));
        var image = checks(brief.seen().getFirst()).getFirst();
        assertThat(text(image.question())).isEqualTo("\\pwsh.exe");
        assertThat(omitted(brief.seen().getFirst())).isEqualTo(2);
        assertThat(omitted(whole)).isZero();
    }

    private static int omitted(Explanation.Step step) {
        return step.omitted()
                + step.parts().stream().mapToInt(ExplanationTests::omitted).sum();
    }

    @Test
    void aBriefOneHasABoundWhateverRuleAndEventAre() {
        var detection = new StringBuilder("s:\n");
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 100; i++) {
            detection.append("    F%d|contains: [a, b, c]\n".formatted(i));
            fields.put("F" + i, List.of("x".repeat(500), "abc" + "y".repeat(500), "z"));
        }
        var brevity = new Brevity(10, 40, 20);

        var brief = brief(brevity, detection + "condition: s", fields).seen().getFirst();

        assertThat(brief.holds()).isTrue();
        assertThat(steps(brief)).isLessThanOrEqualTo(40 + 3); // what was begun is told to its end
        assertThat(omitted(brief)).isGreaterThanOrEqualTo(90);
        assertThat(checks(brief)).isNotEmpty().allSatisfy(check -> {
            assertThat(check.found()).hasSizeLessThanOrEqualTo(10);
            assertThat(check.found().getFirst())
                    .isEqualTo(new Explanation.Found(check.field(), "abc" + "y".repeat(17) + " …", true));
        });
    }

    @Test
    void aShortenedValueOfTheEventDoesNotEndInHalfACharacter() {
        var found = checks(brief(new Brevity(5, 50, 3), "s:\n    F|contains: a\ncondition: s", Map.of("F", "ab😀"))
                        .seen()
                        .getFirst())
                .getFirst()
                .found();
        assertThat(found).containsExactly(new Explanation.Found("F", "ab …", true));
    }

    @Test
    void aBriefOneTellsOfANameOfTheEventAsFarAsSomebodyReadsIt() {
        var fields = Map.of("n".repeat(5_000), "word");
        var detection = "s: [word]\ncondition: s";

        var brief = brief(new Brevity(5, 50, 100), detection, fields);

        assertThat(checks(brief.seen().getFirst()).getFirst().found())
                .containsExactly(new Explanation.Found("n".repeat(200) + " …", "word", true));
        assertThat(brief(Brevity.NONE, detection, fields).weight() - brief.weight())
                .isEqualTo(4_798);
    }

    // ---- what it may cost ----

    @Test
    void whatAScanLeavesUndecidedIsNotAskedHereEither() {
        var rule = Rules.detection("s:\n    F|re: ['(a+)+b', 'x']\n    G: y\nt:\n    G: z\ncondition: s or t");
        var detector = Detector.of(List.of(rule), Pipeline.standard(), 10_000);
        var large = "a".repeat(10_000);

        var open = detector.explain(rule, Rules.event(Map.of("F", large, "G", "y")));
        assertThat(open.answer()).isEqualTo(Answer.OPEN);
        assertThat(open.matches()).isFalse();
        assertThat(checks(open.seen().getFirst()))
                .extracting(Explanation.Step::answer)
                .containsExactly(Answer.OPEN, Answer.OPEN, Answer.YES, Answer.NO);
        assertThat(checks(open.seen().getFirst()).getFirst().found()).isEmpty();

        assertThat(detector.explain(rule, Rules.event(Map.of("F", large, "G", "z")))
                        .answer())
                .isEqualTo(Answer.YES);
        assertThat(detector.explain(rule, Rules.event(Map.of("F", large, "G", "x")))
                        .answer())
                .isEqualTo(Answer.NO);
        assertThat(detector.explain(rule, Rules.event(Map.of("F", "aaa", "G", "y")))
                        .answer())
                .isEqualTo(Answer.NO);
    }

    @Test
    void textsThatAScanSeeksTogetherAreAskedOneByOneWhileTheAllowanceLasts() {
        var texts = IntStream.range(0, 3_000)
                .mapToObj(i -> "        - 'x" + i + "y'\n")
                .collect(Collectors.joining());
        var rule = Rules.detection("s:\n    F|contains:\n" + texts + "t:\n    G: y\ncondition: s and t");
        var event = Rules.event(Map.of("F", "a".repeat(100_000), "G", "y"));
        var detector = Detector.of(List.of(rule), Pipeline.standard());

        var explanation = detector.explain(rule, event);

        long perText = 1 + 6 * (16 + 100_000);
        long asked = (long) (4 * Effort.BUDGET) / perText;
        assertThat(explanation.answer()).isEqualTo(Answer.OPEN);
        assertThat(checks(explanation.seen().getFirst()).stream().filter(check -> !check.isOpen()))
                .hasSize((int) asked)
                .hasSizeLessThan(3_000);
        assertThat(new Evidence(Pipeline.standard()).of(rule, event)).isEmpty();
        assertThat(detector.scan().detect(event)).isEmpty();
    }

    @Test
    void aPartThatIsNamedAgainAndAgainIsAskedOnceAndToldAsOftenAsThereIsRoom() {
        var values = IntStream.range(0, 1_000).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        var rule = Rules.detection("s:\n    F: [" + values + "]\ncondition: "
                + IntStream.range(0, 1_000).mapToObj(i -> "s").collect(Collectors.joining(" or ")));

        // Each of a million times by itself would cost 25 times what is allowed.
        var seen = Detector.of(List.of(rule), Pipeline.standard())
                .explain(rule, Rules.event(Map.of("F", "a".repeat(6_000))))
                .seen()
                .getFirst();

        assertThat(seen.answer()).isEqualTo(Answer.NO);
        assertThat(steps(seen)).isBetween(499_000, 501_000);
        assertThat(omitted(seen)).isPositive();
    }

    @Test
    void aRuleKeepsItsConditionAsItIsWritten() {
        assertThat(Rules.detection("a:\n    F: x\nb:\n    F: y\ncondition: [a and not b, b]")
                        .conditions())
                .containsExactly("a and not b", "b");
    }
}
