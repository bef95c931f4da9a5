package de.komcert.app.incident.plan;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PlaybookReaderTests {

    /** The first task begins in line 7, the second in line 14. */
    private static final String GOOD = """
            id: probe
            version: "1"
            titel: Probe
            art: other
            schweregrad: LOW
            aufgaben:
              - id: A
                titel: Erstes
                macht: [CERT]
                entfaellt_durch: CERT
                phase: 1
                warum: Darum.
                klartext: Einfach.
              - id: B
                titel: Zweites
                macht: [CERT]
                entfaellt_durch: CERT
                phase: 1
                nach: [A]
                warum: Darum.
                klartext: Einfach.
            """;

    private static final String PHASE = "    phase: 1\n";
    private static final String GOOD_PERIOD = "dauer: PT72H, beginn: Kenntnis, wessen: HVB";
    private static final String PERIOD = period(GOOD_PERIOD);

    @Test
    void readsWhatIsThere() {
        var playbook = Shipped.good(PlaybookReader.read("probe.yaml", GOOD));

        assertThat(playbook.id()).isEqualTo("probe");
        assertThat(playbook.reviewedBy()).isNull();
        assertThat(playbook.steps())
                .extracting(Step::id, Step::title, Step::allOf, Step::line)
                .containsExactly(tuple("A", "Erstes", List.of(), 7), tuple("B", "Zweites", List.of("A"), 14));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void namesWhatIsWrongAndWhere(String what, String yaml, int line, String problem, List<String> arguments) {
        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", yaml)))
                .extracting(Problem::file, Problem::line, Problem::key, Problem::arguments)
                .containsExactly(tuple("probe.yaml", line, "playbook.problem." + problem, arguments));
    }

    static Stream<Arguments> namesWhatIsWrongAndWhere() {
        return Stream.of(
                wrong("unknown key", PHASE, PHASE + "    fase: 2\n", 12, "unknownKey", "fase"),
                wrong("key twice", PHASE, PHASE + "    phase: 2\n", 12, "keyTwice", "phase"),
                wrong("missing field", "    warum: Darum.\n", "", 7, "missing", "warum"),
                wrong("blank field", "warum: Darum.", "warum: '  '", 7, "missing", "warum"),
                wrong("unknown predecessor", "nach: [A]", "nach: [Z]", 14, "unknownTask", "Z"),
                wrong("unknown fact", PHASE, PHASE + "    erledigt_durch: z\n", 7, "unknownFact", "z"),
                wrong("duplicate id", "id: B", "id: A", 14, "idTwice", "A"),
                wrong("id of an own task", "id: B", "id: E17", 14, "idReserved", "E17"),
                wrong("waits for itself", "nach: [A]", "nach: [B]", 14, "cycle", "B → B"),
                wrong("cycle", PHASE, PHASE + "    nach: [B]\n", 7, "cycle", "A → B → A"),
                wrong("cycle by a choice", PHASE, PHASE + "    nach_einem_von: [B]\n", 7, "cycle", "A → B → A"),
                wrong("unknown gate", PHASE, PHASE + "    entscheidung: G9\n", 7, "unknownGate", "G9"),
                wrong("no duration", PHASE, PHASE + "    bis: bald\n", 12, "duration", "bald"),
                wrong("negative duration", PHASE, PHASE + "    bis: -PT1M\n", 12, "duration", "-PT1M"),
                wrong(
                        "beyond the calendar",
                        PHASE,
                        PHASE + "    bis: PT9999999999999H\n",
                        12,
                        "duration",
                        "PT9999999999999H"),
                wrong(
                        "period without length",
                        PHASE,
                        PHASE + period("beginn: Kenntnis, wessen: HVB"),
                        12,
                        "missing",
                        "dauer"),
                wrong(
                        "period without start",
                        PHASE,
                        PHASE + period("dauer: PT72H, wessen: HVB"),
                        12,
                        "missing",
                        "beginn"),
                wrong(
                        "period of nobody",
                        PHASE,
                        PHASE + period("dauer: PT72H, beginn: Kenntnis"),
                        12,
                        "missing",
                        "wessen"),
                wrong("empty start", PHASE, PHASE + PERIOD.replace("Kenntnis", "''"), 12, "missing", "beginn"),
                wrong("period in words", PHASE, PHASE + PERIOD.replace("PT72H", "3 Tage"), 12, "duration", "3 Tage"),
                wrong("negative period", PHASE, PHASE + PERIOD.replace("PT72H", "-P3D"), 12, "duration", "-P3D"),
                wrong("endless period", PHASE, PHASE + PERIOD.replace("PT72H", "P999Y"), 12, "duration", "P999Y"),
                wrong(
                        "unknown key of a period",
                        PHASE,
                        PHASE + period(GOOD_PERIOD + ", ende: nie"),
                        12,
                        "unknownKey",
                        "ende"),
                wrong("period as a text", PHASE, PHASE + "    frist: PT72H\n", 12, "mapping"),
                wrong("no phase", PHASE, "    phase: 10\n", 11, "number", "phase", "1–9"),
                wrong("unknown danger", PHASE, PHASE + "    gefahr: hoch\n", 7, "choice", "hoch", "menschen, verlust"),
                wrong("endless id", "id: A", "id: " + "x".repeat(300), 7, "id", "x".repeat(40)),
                wrong("path as id", "id: A", "id: ../A", 7, "id", "../A"),
                arguments("alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\n", 2, "alias", List.of()),
                arguments("deep nesting", "[".repeat(100_000), 1, "depth", List.of()),
                arguments("empty", "", 1, "empty", List.of()),
                arguments("only a comment", "# nichts\n", 1, "empty", List.of()));
    }

    @Test
    void aLegalTaskNamesItsPeriodItsStartAndWhoseItIs() {
        var playbook = Shipped.good(PlaybookReader.read("probe.yaml", GOOD.replaceFirst(PHASE, PHASE + PERIOD)));

        assertThat(playbook.steps())
                .extracting(Step::period)
                .containsExactly(new Step.Period("PT72H", "Kenntnis", PlanRole.HVB), null);
    }

    @Test
    void aPeriodIsARolesThereIs() {
        var yaml = GOOD.replaceFirst(PHASE, PHASE + PERIOD.replace("HVB", "CHEF"));

        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", yaml)))
                .extracting(
                        Problem::line,
                        Problem::key,
                        problem -> problem.arguments().getFirst())
                .containsExactly(tuple(12, "playbook.problem.choice", "CHEF"));
    }

    @Test
    void namesTheRolesThereAre() {
        var problems = Shipped.bad(PlaybookReader.read("probe.yaml", GOOD.replaceFirst("\\[CERT]", "[CHEF]")));

        assertThat(problems)
                .extracting(Problem::line, Problem::key)
                .containsExactly(tuple(9, "playbook.problem.choice"));
        assertThat(problems.getFirst().arguments().getFirst()).isEqualTo("CHEF");
        assertThat(problems.getFirst().arguments().getLast()).contains("CERT", "HVB", "POL");
    }

    @ParameterizedTest
    @MethodSource
    void aTextIsShortAndPrintable(String title) {
        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", GOOD.replace("Erstes", title))))
                .extracting(Problem::line, Problem::key, Problem::arguments)
                .contains(tuple(8, "playbook.problem.badText", List.of("titel")));
    }

    static Stream<String> aTextIsShortAndPrintable() {
        return Stream.of("\"a\\0b\"", "\"a\\eb\"", "x".repeat(2001));
    }

    @Test
    void aDecisionAskedOnlyAfterWhatWaitsForItIsACycle() {
        var yaml = GOOD.replaceFirst(PHASE, PHASE + "    nach: [G1]\n") + """
                entscheidungen:
                  - id: G1
                    frage: Weiter?
                    antworten: ["Ja", "Nein"]
                    empfehlung: "Ja"
                    grund: Darum.
                    entscheidet: [HVB]
                    nach: [B]
                """;

        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", yaml)))
                .extracting(Problem::key, Problem::arguments)
                .containsExactly(tuple("playbook.problem.cycle", List.of("A → G1 → B → A")));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoYamlIsSaidSo(String yaml, int line) {
        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", yaml)))
                .extracting(Problem::line, Problem::key)
                .containsExactly(tuple(line, "playbook.problem.yaml"));
    }

    static Stream<Arguments> whatIsNoYamlIsSaidSo() {
        return Stream.of(
                arguments("a: b: c", 1),
                arguments("a: 1\nb: }", 2),
                arguments("id: a\u0000b", 1),
                arguments("[a, b]: 1", 1),
                arguments("x".repeat(500_001), 1));
    }

    @Test
    void allProblemsAreNamedInTheOrderOfTheirLines() {
        var yaml = GOOD.replace("phase: 1", "phase: 0").replace("art: other\n", "");

        assertThat(Shipped.bad(PlaybookReader.read("probe.yaml", yaml)))
                .extracting(Problem::line, Problem::key)
                .containsExactly(
                        tuple(1, "playbook.problem.missing"),
                        tuple(10, "playbook.problem.number"),
                        tuple(17, "playbook.problem.number"));
    }

    private static String period(String fields) {
        return "    frist: {" + fields + "}\n";
    }

    private static Arguments wrong(
            String what, String old, String changed, int line, String problem, String... arguments) {
        int at = GOOD.indexOf(old);
        var yaml = GOOD.substring(0, at) + changed + GOOD.substring(at + old.length());
        return arguments(what, yaml, line, problem, List.of(arguments));
    }
}
