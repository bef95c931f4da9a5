package de.komcert.app.incident.plan;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShippedPlaybooksTests {

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

    @ParameterizedTest
    @MethodSource("playbooks")
    void examiningWaitsForTheMandateOrWhoeverMayWaiveIt(Playbook playbook) {
        for (var fact : List.of("auftrag.erteilt", "versicherung.gefragt")) {
            var task = playbook.steps().stream()
                    .filter(step -> fact.equals(step.doneBy()))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                        assertThat(found).as(fact).hasSize(1);
                        return found.getFirst();
                    }));
            assertThat(playbook.steps())
                    .as("%s is waited for in %s", task.id(), playbook.id())
                    .anyMatch(step -> playbook.predecessors(step).anyMatch(task.id()::equals)
                            || playbook.gates().stream()
                                    .anyMatch(gate -> gate.after().contains(task.id())));
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

    private static Plan plan(Playbook playbook, List<TaskRecord> records) {
        Set<String> facts = playbook.facts().stream().map(Fact::name).collect(Collectors.toSet());
        Set<String> gates = playbook.gates().stream().map(Gate::id).collect(Collectors.toSet());
        return Plan.of(playbook, Shipped.T0, List.of(), records, facts, gates);
    }
}
