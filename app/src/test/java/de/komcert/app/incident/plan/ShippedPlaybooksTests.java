package de.komcert.app.incident.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ShippedPlaybooksTests {

    /**
     * Everything that examines, and whether the insurer is asked before. Securing what would be lost waits for no answer of
     * an insurer.
     */
    private static final Map<String, Boolean> EXAMINING = Map.of(
            "R15", false, "R18", false, "R19", true, "W03", false, "W07", true, "V06", true, "P05", true, "D07", true);

    /** Whoever runs a system keeps what would be lost, which waits for nobody. */
    private static final Set<String> KEPT_BY_THE_OPERATOR = Set.of("V03", "D03");

    private static final int SECURING_AND_EXAMINING = 4;

    @Test
    void allFiveLoad() throws IOException {
        assertThat(Shipped.playbooks().map(Playbook::id))
                .containsExactlyInAnyOrder(
                        "datenabfluss", "kontouebernahme", "telefonbetrug", "verschluesselung-schule", "webseite");
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void everyTaskSaysWhyAndForWhom(Playbook playbook) {
        assertThat(playbook.steps()).hasSizeGreaterThan(8).allSatisfy(step -> {
            assertThat(step.why()).as(step.id()).isNotBlank().endsWith(".");
            assertThat(step.plain()).as(step.id()).isNotBlank().endsWith(".");
            assertThat(step.title()).as(step.id()).hasSizeBetween(5, 60);
            assertThat(step.roles()).as(step.id()).isNotEmpty().doesNotHaveDuplicates();
        });
    }

    @Test
    void everyLegalTaskNamesItsPeriodItsStartAndWhoseItIs() throws IOException {
        var periods = Shipped.playbooks()
                .flatMap(playbook -> playbook.steps().stream())
                .filter(step -> step.period() != null)
                .toList();
        assertThat(periods)
                .extracting(
                        Step::id,
                        step -> step.period().length(),
                        step -> step.period().start(),
                        step -> step.period().whose())
                .containsExactlyInAnyOrder(
                        tuple("R17", "PT72H", "Kenntnis der Schulleitung", PlanRole.SL),
                        tuple("R23", "P3M", "Kenntnis von Tat und Täter", PlanRole.HVB),
                        tuple("W11", "P3M", "Kenntnis von Tat und Täter", PlanRole.HVB),
                        tuple("W14", "PT72H", "Kenntnis der Verwaltungsleitung", PlanRole.HVB),
                        tuple("V09", "PT72H", "Kenntnis der Verwaltungsleitung", PlanRole.HVB),
                        tuple("P07", "PT72H", "Kenntnis der Verwaltungsleitung", PlanRole.HVB),
                        tuple("D05", "PT72H", "Kenntnis des Verantwortlichen", PlanRole.HVB));
    }

    @Test
    void whatNamesTheLawThatCountsIsALegalTask() throws IOException {
        assertThat(Shipped.playbooks()
                        .flatMap(playbook -> playbook.steps().stream())
                        .filter(step -> (step.why() + step.plain()).matches(".*(Meldung nach Art\\. 33|Strafantrag).*"))
                        .map(Step::id))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(id).isIn("R17", "R23", "W11", "W14", "V09", "P07", "D05"));
    }

    @Test
    void theTwelveGatesAreAskedAndAdviseOneOfTheirOptions() throws IOException {
        var gates = Shipped.playbooks()
                .flatMap(playbook -> playbook.gates().stream())
                .toList();
        assertThat(gates)
                .extracting(Gate::id)
                .containsAll(IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> "G" + number)
                        .toList());
        assertThat(gates).allSatisfy(gate -> {
            assertThat(gate.question()).endsWith("?");
            assertThat(gate.options()).hasSizeGreaterThan(1).contains(gate.recommendation());
            assertThat(gate.decides()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void everyTaskThatExaminesWaitsForTheMandateAndTheInsurer(Playbook playbook) {
        var examining = playbook.steps().stream()
                .filter(step -> step.phase() == SECURING_AND_EXAMINING || EXAMINING.containsKey(step.id()))
                .filter(step -> !KEPT_BY_THE_OPERATOR.contains(step.id()))
                .toList();
        assertThat(examining).isNotEmpty().allSatisfy(step -> {
            assertThat(EXAMINING).as("what is known to examine").containsKey(step.id());
            assertOnlyAfter(playbook, "auftrag.erteilt", step);
            if (EXAMINING.get(step.id())) {
                assertOnlyAfter(playbook, "versicherung.gefragt", step);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void eachPlaybookAsksForMandateAndInsurerOnce(Playbook playbook) {
        for (var fact : List.of("auftrag.erteilt", "versicherung.gefragt")) {
            assertThat(playbook.steps())
                    .as(fact)
                    .filteredOn(step -> fact.equals(step.doneBy()))
                    .hasSize(1);
        }
    }

    @Test
    void whatTheReportItselfDoesWaitsForNothing() throws IOException {
        assertThat(Shipped.playbooks()
                        .flatMap(playbook -> playbook.steps().stream().filter(Step::byReport)))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.allOf()).as(step.id()).isEmpty())
                .allSatisfy(step -> assertThat(step.anyOf()).as(step.id()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void noRuleIsBroken(Playbook playbook) {
        assertThat(playbook.rules()).isNotEmpty();
        for (var rule : playbook.rules()) {
            for (var first : rule.first()) {
                for (var then : rule.then()) {
                    assertBefore(playbook, first, then);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verschluesselung-schule, R15, R20",
        "verschluesselung-schule, R06, R18",
        "verschluesselung-schule, R06, R20",
        "verschluesselung-schule, R06, R21",
        "webseite, W03, W09",
        "webseite, W02, W09",
        "webseite, W02, W10",
    })
    void evidenceAndBackupsComeBeforeWhatDestroysThem(String playbook, String first, String then) throws IOException {
        assertBefore(Shipped.playbook(playbook), first, then);
    }

    static Stream<Playbook> playbooks() throws IOException {
        return Shipped.playbooks();
    }

    /** With everything else done, stated and decided, the one still waits for the other, and for nothing else. */
    private static void assertBefore(Playbook playbook, String first, String then) {
        var later = playbook.step(then).orElseThrow();
        var others = playbook.steps().stream()
                .filter(step -> !step.id().equals(first) && !step.id().equals(then))
                .map(Shipped::done)
                .toList();
        var withFirst = Stream.concat(
                        others.stream(), playbook.step(first).stream().map(Shipped::done))
                .toList();

        assertThat(plan(playbook, others).status(later))
                .as("%s before %s", first, then)
                .isInstanceOf(Status.Blocked.class);
        assertThat(plan(playbook, withFirst).status(later)).isEqualTo(new Status.Ready());
    }

    /** Doing all that can be done in turn never comes to the task, until the fact is stated. */
    private static void assertOnlyAfter(Playbook playbook, String fact, Step step) {
        var facts = playbook.facts().stream().map(Fact::name).collect(Collectors.toSet());
        var without = new HashSet<>(facts);
        without.remove(fact);
        assertThat(doable(playbook, without))
                .as("%s without %s", step.id(), fact)
                .doesNotContain(step.id());
        assertThat(doable(playbook, facts)).as("%s with everything", step.id()).contains(step.id());
    }

    /** The tasks that can be done in turn with these facts stated and every decision taken. */
    private static Set<String> doable(Playbook playbook, Set<String> facts) {
        var gates = playbook.gates().stream().map(Gate::id).collect(Collectors.toSet());
        var records = new ArrayList<TaskRecord>();
        while (true) {
            var plan = Plan.of(playbook, Shipped.T0, List.of(), records, facts, gates);
            var next = playbook.steps().stream()
                    .filter(step -> plan.status(step).equals(new Status.Ready()))
                    .filter(step -> step.doneBy() == null || facts.contains(step.doneBy()))
                    .findFirst();
            if (next.isEmpty()) {
                return records.stream().map(TaskRecord::task).collect(Collectors.toSet());
            }
            records.add(Shipped.done(next.get()));
        }
    }

    private static Plan plan(Playbook playbook, List<TaskRecord> records) {
        Set<String> facts = playbook.facts().stream().map(Fact::name).collect(Collectors.toSet());
        Set<String> gates = playbook.gates().stream().map(Gate::id).collect(Collectors.toSet());
        return Plan.of(playbook, Shipped.T0, List.of(), records, facts, gates);
    }
}
