package de.komcert.app.forensics.finding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.why.Asked;
import de.komcert.app.forensics.why.Asked.How;
import de.komcert.app.forensics.why.Asked.Manner;
import de.komcert.app.forensics.why.Counting;
import de.komcert.app.forensics.why.Part;
import de.komcert.app.forensics.why.Part.Kind;
import de.komcert.app.forensics.why.Part.Need;
import de.komcert.app.forensics.why.Said;
import de.komcert.app.forensics.why.Why;
import de.komcert.logs.Detected;
import de.komcert.logs.Reference;
import de.komcert.sigma.Detector;
import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Placeholders;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Why rules matched, as it is written down. */
class TellingTests {

    private static final Reference AT =
            new Reference("a.log", 1, 134_175_168_000_000_000L, null, null, null, null, false);
    private static final JsonMapper JSON = new JsonMapper();

    private static final String MANY = """
            title: Falsches Kennwort
            name: failed
            logsource: {product: linux}
            detection: {sel: {a: b}, condition: sel}
            ---
            title: Viele
            correlation:
                type: event_count
                rules: [failed]
                group-by: [User, IpAddress]
                timespan: 10m
                condition: {gte: 3}
            """;

    private final Masking masking = new Masking(Map.of("m.kessler", 1));

    private static RuleSet rules(String detection) {
        var rules = RuleSet.read(List.of(
                new Source("a.yml", "title: Regel\nlogsource: {product: linux}\ndetection:\n" + detection.indent(4))));
        assertThat(rules.problems()).isEmpty();
        return rules;
    }

    private Why why(String detection, Map<String, ?> fields) {
        return why(detection, fields, Placeholders.NONE);
    }

    /** As it is read back from where it is stored. */
    private Why why(String detection, Map<String, ?> fields, Placeholders lists) {
        var rules = rules(detection);
        var event = Event.of(LogSource.of("linux", null, null), fields);
        var detector = Detector.of(rules.detections(), Pipeline.standard()).with(lists);
        var rule = detector.rules().getFirst();
        var explanation = detector.explain(rule, event, NewFindings.BREVITY);
        assertThat(explanation.matches()).isTrue();
        var told =
                new Telling(masking, rules).why(new Detected(rule, AT, List.of(), List.of(), List.of(), explanation));
        return JSON.readValue(JSON.writeValueAsString(told), Why.class);
    }

    private Part condition(String detection, Map<String, ?> fields) {
        return Objects.requireNonNull(why(detection, fields).condition());
    }

    private static Stream<Part> all(Part part) {
        return Stream.concat(Stream.of(part), part.parts().stream().flatMap(TellingTests::all));
    }

    private Asked onlyAsked(String item, Map<String, ?> fields) {
        return all(condition("s:\n    " + item + "\ncondition: s", fields))
                .flatMap(part -> Stream.ofNullable(part.asked()))
                .findFirst()
                .orElseThrow();
    }

    private static String readable(String stored) {
        return Readable.closed().text(stored);
    }

    @Test
    void aConditionIsATreeOfWhatDecided() {
        var tree = condition("""
                selection:
                    Image|endswith: ['\\cmd.exe', '\\pwsh.exe']
                    CommandLine|contains|all: [whoami, all]
                filter:
                    Parent: update
                condition: selection and not filter""", Map.of("Image", "C:\\cmd.exe", "CommandLine", "whoami /all", "Parent", "x"));

        assertThat(tree).returns(Kind.GROUP, Part::kind).returns(Need.ALL, Part::need);
        var selection = tree.parts().getFirst();
        assertThat(selection)
                .returns(Kind.SELECTION, Part::kind)
                .returns("selection", Part::name)
                .returns(true, Part::holds);
        var image = selection.parts().getFirst();
        assertThat(image)
                .returns(Kind.FIELD, Part::kind)
                .returns("Image|endswith", Part::name)
                .returns(5, Part::line)
                .returns(Need.ANY, Part::need)
                .returns(1, Part::omitted)
                .returns(List.of(new Said("Image", "C:\\cmd.exe")), Part::said);
        assertThat(image.parts())
                .singleElement()
                .satisfies(check -> assertThat(check.asked())
                        .isEqualTo(new Asked(How.ENDS, "\\cmd.exe", false, List.of(), List.of())));
        assertThat(selection.parts().getLast()).returns(Need.ALL, Part::need).returns(0, Part::omitted);
        var not = tree.parts().getLast();
        assertThat(not).returns(Kind.NOT, Part::kind).returns(true, Part::holds);
        assertThat(not.parts().getFirst()).returns("filter", Part::name).returns(false, Part::holds);
    }

    @Test
    void questionsAreToldInFull() {
        var event = Map.of("F", "x", "G", "x", "IP", "10.1.1.1", "N", "12", "T", "2026-11-20T08:00:00Z");
        assertThat(onlyAsked("F|contains|windash|cased: x", event))
                .isEqualTo(new Asked(How.CONTAINS, "x", false, List.of(Manner.CASED, Manner.ANY_DASH), List.of()));
        assertThat(onlyAsked("F: '?'", event)).returns(How.FORM, Asked::how).returns("?", Asked::what);
        assertThat(onlyAsked("F: '*'", event)).returns(How.ANYTHING, Asked::how);
        assertThat(onlyAsked("F|re|i: X+", event))
                .returns(How.REGEX, Asked::how)
                .returns("(?i)X+", Asked::what);
        assertThat(onlyAsked("IP|cidr: 10.0.0.0/8", event))
                .returns(How.NETWORK, Asked::how)
                .returns("10.0.0.0/8", Asked::what);
        assertThat(onlyAsked("N|gte: 10", event)).returns(How.GTE, Asked::how).returns("10", Asked::what);
        assertThat(onlyAsked("T|hour: 8", event))
                .returns(How.EQ, Asked::how)
                .returns(List.of(Manner.HOUR), Asked::manners);
        assertThat(onlyAsked("H: null", event)).returns(How.NOTHING, Asked::how);
        assertThat(onlyAsked("H|exists: false", event)).returns(How.ABSENT, Asked::how);
        assertThat(onlyAsked("F|fieldref: G", event))
                .isEqualTo(new Asked(How.EQUALS_FIELD, "G", false, List.of(), List.of("x")));
    }

    @Test
    void keywordsNameTheFieldThatHasThem() {
        var check = all(condition("s: [whoami]\ncondition: s", Map.of("a", "x", "b", "run whoami")))
                .filter(part -> part.kind() == Kind.CHECK)
                .findFirst()
                .orElseThrow();
        assertThat(check.said()).containsExactly(new Said("b", "run whoami"));
    }

    @Test
    void whateverTheRuleAndTheEventWhatIsKeptHasABound() {
        var detection = new StringBuilder("s:\n");
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 100; i++) {
            detection.append("    F%d|contains: ['%s', b, c]\n".formatted(i, "a".repeat(400)));
            fields.put("F" + i, List.of("a".repeat(5_000), "abc".repeat(2_000)));
        }
        var why = why(detection + "condition: s", fields);

        assertThat(all(Objects.requireNonNull(why.condition()))).hasSizeBetween(20, 110);
        assertThat(why.condition().omitted() + why.condition().parts().size()).isEqualTo(100);
        assertThat(JSON.writeValueAsString(why)).hasSizeLessThan(60_000);
    }

    // ---- names ----

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "User: m.kessler; Person 1; false",
                "User|contains: KESS; ''; true",
                "User|startswith: 'VENN\\m.'; ''; true",
                "User|re: '.*kess.*'; ''; true",
                "User: '*kess*r'; ''; true",
                "User: 'VENN*'; VENN; false",
                "CommandLine|contains: '\\Users\\'; '\\Users\\'; false",
                "CommandLine|contains: '\\m.kessler\\'; '\\Person 1\\'; false",
                "CommandLine|endswith: 'kessler\\a.exe'; ''; true",
                "CommandLine|re: '.*m\\.kessler.*'; ''; true",
                "CommandLine|re: '.*essl.*'; ''; true",
            })
    void aNameThatTheRuleSpellsOutIsReadNowhere(String item, String what, boolean hidden) {
        var why = why(
                "s:\n    " + item + "\ncondition: s",
                Map.of(
                        "User",
                        item.startsWith("User: m") ? "m.kessler" : "VENN\\m.kessler",
                        "CommandLine",
                        "C:\\Users\\m.kessler\\a.exe"));
        var asked = all(Objects.requireNonNull(why.condition()))
                .flatMap(part -> Stream.ofNullable(part.asked()))
                .findFirst()
                .orElseThrow();

        assertThat(readable(asked.what())).isEqualTo(what);
        assertThat(asked.hidden()).isEqualTo(hidden);
        assertThat(JSON.writeValueAsString(why)).doesNotContainIgnoringCase("kess");
        assertThat(readable(why.words())).contains("Person 1");
    }

    @Test
    void anExpressionThatSpellsOutANameIsReadNowhereThoughTheEventSaysNone() {
        var why = why(
                "s: {CommandLine: whoami}\nnot_these: {CommandLine|re: '.*m\\.kessler.*'}\n"
                        + "condition: s and not not_these",
                Map.of("CommandLine", "whoami"));
        assertThat(JSON.writeValueAsString(why)).doesNotContain("kessler");
    }

    @Test
    void aFieldThatIsCalledAsAPersonIsNotReadByThatName() {
        var field = "users.m.kessler.lastLogon";
        var why = why(
                "s:\n    %s: heute\n    Copy|fieldref: %s\ncondition: s".formatted(field, field),
                Map.of(field, "heute", "Copy", "heute"));

        assertThat(JSON.writeValueAsString(why)).doesNotContain("kessler");
        assertThat(all(Objects.requireNonNull(why.read(Readable.closed()).condition()))
                        .flatMap(part -> part.said().stream())
                        .map(Said::field))
                .contains("users.Person 1.lastLogon");
    }

    @Test
    void theValuesOfAListAreNotTold() {
        var lists = new Placeholders(Map.of("Administrators", List.of("adm.voss", "adm.yildiz", "m.kessler")));
        var why = why("""
                s: {User|expand: '%Administrators%'}
                not_these: {Parent|expand: '%Administrators%'}
                condition: s and not not_these""", Map.of("User", "m.kessler", "Parent", "x"), lists);

        assertThat(all(Objects.requireNonNull(why.condition())).filter(part -> part.kind() == Kind.VALUE))
                .extracting(Part::name, Part::holds)
                .containsExactly(tuple("%Administrators%", true), tuple("%Administrators%", false));
        assertThat(JSON.writeValueAsString(why)).doesNotContain("voss", "yildiz", "kessler");
    }

    // ---- correlations ----

    @Test
    void aCorrelationTellsWhatItCounted() {
        var rules = RuleSet.read(List.of(new Source("a.yml", MANY)));
        var correlation = (Rule.Correlation) rules.rules().getLast();
        var one = new Detected(
                correlation,
                AT,
                List.of(new Evidence.Field("IpAddress", "10.20.9.9"), new Evidence.Field("User", "m.kessler")),
                List.of(),
                List.of(new Reference("a.log", 1, 5, null, null, null, null, false), AT));

        var counting =
                Objects.requireNonNull(new Telling(masking, rules).why(one)).counting();

        assertThat(counting)
                .returns(Counting.Kind.EVENT_COUNT, Counting::kind)
                .returns(List.of("Falsches Kennwort"), Counting::rules)
                .returns(List.of(new Counting.Limit(How.GTE, "3")), Counting::limits)
                .returns(600L, Counting::seconds)
                .returns(2, Counting::counted)
                .returns(true, Counting::whole)
                .returns(5L, Counting::first)
                .returns(AT.time(), Counting::last);
        assertThat(counting.grouping().getFirst()).isEqualTo(new Said("IpAddress", "10.20.9.9"));
        assertThat(readable(counting.grouping().getLast().value())).isEqualTo("Person 1");
    }

    @Test
    void whatACorrelationCallsAnAccountIsMaskedAsTheFieldItStandsFor() {
        var rules = RuleSet.read(List.of(new Source(
                "a.yml",
                MANY.replace(
                        "group-by: [User, IpAddress]",
                        "group-by: [konto]\n    aliases: {konto: {failed: TargetUserName}}"))));
        assertThat(rules.problems()).isEmpty();
        var one = new Detected(
                rules.rules().getLast(), AT, List.of(new Evidence.Field("konto", "ab")), List.of(), List.of(AT));

        var told = Objects.requireNonNull(new Telling(new Masking(Map.of("ab", 1)), rules).why(one));

        assertThat(readable(told.counting().grouping().getFirst().value())).isEqualTo("Person 1");
    }

    @Test
    void ofMoreThanAHundredEntriesItSaysThatTheseAreTheLatest() {
        var rules = RuleSet.read(List.of(new Source("a.yml", MANY)));
        var entries = Collections.nCopies(100, AT);
        var one = new Detected(rules.rules().getLast(), AT, List.of(), List.of(), entries);

        assertThat(Objects.requireNonNull(new Telling(masking, rules).why(one)).counting())
                .returns(100, Counting::counted)
                .returns(false, Counting::whole);
    }

    @Test
    void whatWasNotExplainedIsNotTold() {
        var rules = rules("s: {a: b}\ncondition: s");
        var one = new Detected(rules.detections().getFirst(), AT, List.of(), List.of(), List.of());
        assertThat(new Telling(masking, rules).why(one)).isNull();
    }
}
