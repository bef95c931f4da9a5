package de.komcert.app.incident.plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaybookReaderTests {

    private static final String GOOD = """
            id: klein
            version: "1"
            titel: Kleiner Plan
            art: other:other
            schweregrad: LOW
            aufgaben:
              - id: A
                titel: Erstens
                macht: [CERT]
                entfaellt_durch: CERT
                phase: 1
                warum: Weil es zuerst kommt.
                klartext: Tun Sie dies.
              - id: B
                titel: Zweitens
                macht: [ITL]
                entfaellt_durch: HVB
                phase: 2
                bis: PT30M
                nach: [A]
                warum: Weil es danach kommt.
                klartext: Tun Sie das.
            """;

    @Test
    void aGoodPlaybookIsRead() {
        assertThat(PlaybookReader.read("klein.yaml", GOOD)).isInstanceOf(Reading.Good.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nach: [A]        | nach: [C]         | playbook.problem.unknownTask | 14
            nach: [A]        | nahc: [A]         | playbook.problem.unknownKey  | 20
            macht: [ITL]     | macht: [XYZ]      | playbook.problem.choice      | 16
            bis: PT30M       | bis: halbe Stunde | playbook.problem.duration    | 19
            id: B            | id: A             | playbook.problem.idTwice     | 14
            phase: 2         | phase: 12         | playbook.problem.number      | 18
            id: klein        | id: 'zwei Worte'  | playbook.problem.id          | 1
            nach: [A]        | entscheidung: G1  | playbook.problem.unknownGate | 14
            titel: Erstens   | beleg: Foto       | playbook.problem.missing     | 7
            nach: [A]        | nach: [B]         | playbook.problem.cycle       | 14
            """)
    void eachMistakeIsNamedWithItsLine(String good, String bad, String key, int line) {
        var reading = PlaybookReader.read("klein.yaml", GOOD.replace(good, bad));
        assertThat(reading).isInstanceOf(Reading.Bad.class);
        assertThat(((Reading.Bad) reading).problems())
                .anySatisfy(problem -> assertThat(problem)
                        .returns(key, Problem::key)
                        .returns(line, Problem::line)
                        .returns("klein.yaml", Problem::file));
    }

    @Test
    void allMistakesComeAtOnce() {
        var reading =
                PlaybookReader.read("x.yaml", GOOD.replace("PT30M", "bald").replace("[ITL]", "[XYZ]"));
        assertThat(((Reading.Bad) reading).problems()).hasSize(2);
    }

    @Test
    void aCycleNamesItsTasks() {
        var yaml = GOOD.replace("    warum: Weil es zuerst kommt.", "    nach: [B]\n    warum: Weil es zuerst kommt.");
        var problems = ((Reading.Bad) PlaybookReader.read("x.yaml", yaml)).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().arguments().getFirst()).contains("A", "B", "→");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''            | playbook.problem.empty",
                "'a: [b'       | playbook.problem.yaml",
                "'nur ein Satz'| playbook.problem.mapping",
                "'a: &x [1]\nb: *x' | playbook.problem.alias",
            })
    void whatIsNoPlaybookIsRefused(String yaml, String key) {
        var reading = PlaybookReader.read("x.yaml", yaml);
        assertThat(((Reading.Bad) reading).problems()).extracting(Problem::key).contains(key);
    }

    @Test
    void depthAndLengthAreBounded() {
        var deep = "a: " + "[".repeat(50_000);
        assertThat(((Reading.Bad) PlaybookReader.read("x.yaml", deep)).problems())
                .extracting(Problem::key)
                .containsExactly("playbook.problem.depth");
        var long300 = GOOD.replace("id: B", "id: " + "B".repeat(300)).replace("Zweitens", "Z".repeat(5_000));
        assertThat(((Reading.Bad) PlaybookReader.read("x.yaml", long300)).problems())
                .extracting(Problem::key)
                .contains("playbook.problem.id", "playbook.problem.badText");
    }
}
