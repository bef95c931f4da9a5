package de.komcert.app.incident.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The five playbooks that come with the program. */
class ShippedPlaybooksTests {

    private static final Instant T0 = Instant.parse("2026-11-23T06:10:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"verschluesselung-schule", "webseite", "telefonbetrug", "kontouebernahme", "datenabfluss"})
    void everyTaskSaysWhyAndCanBeReached(String id) {
        var playbook = playbook(id);
        assertThat(playbook.steps()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(step -> {
            assertThat(step.why()).isNotBlank();
            assertThat(step.plain()).isNotBlank();
            assertThat(step.title()).hasSizeLessThanOrEqualTo(60);
        });
        assertThat(playbook.reviewedBy()).as("nobody has released it").isNull();

        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var records = new ArrayList<TaskRecord>();
        var random = new Random(seed);
        var decided = playbook.gates().stream().map(Gate::id).collect(Collectors.toSet());
        for (int turn = 0; turn < playbook.steps().size(); turn++) {
            var plan = Plan.of(playbook, T0, records, Set.of(), decided);
            var ready = playbook.steps().stream()
                    .filter(step -> plan.status(step) instanceof Status.Ready)
                    .toList();
            assertThat(ready).as("something is ready, seed %d", seed).isNotEmpty();
            var step = ready.get(random.nextInt(ready.size()));
            var done = records.stream().map(TaskRecord::task).toList();
            assertThat(done).as("%s came too early, seed %d", step.id(), seed).containsAll(tasksBefore(playbook, step));
            records.add(((Move.Accepted) plan.finish(step, "Probe", T0)).record());
        }
    }

    @Test
    void evidenceComesBeforeRebuildAndBackupsBeforeWhateverWrites() {
        var playbook = playbook("verschluesselung-schule");
        var plan = Plan.of(playbook, T0, List.of(), Set.of("rebuild.clean"), Set.of());
        var rebuild = playbook.step("R20").orElseThrow();
        assertThat(plan.start(rebuild, "Probe", T0)).isInstanceOf(Move.Refused.class);
        assertThat(plan.status(rebuild))
                .isInstanceOfSatisfying(
                        Status.Blocked.class,
                        blocked -> assertThat(blocked.waiting())
                                .anySatisfy(waiting -> assertThat(waiting).isInstanceOf(Status.Waiting.ForRule.class)));
        assertThat(playbook.rules()).anySatisfy(rule -> assertThat(rule.first()).contains("R06"));
    }

    @Test
    void atFirstTheCertStopsTheSpread() {
        var playbook = playbook("verschluesselung-schule");
        var reported = new TaskRecord("R01", 1, TaskRecord.State.DONE, "Probe", T0, "");
        var plan = Plan.of(playbook, T0, List.of(reported), Set.of(), Set.of());
        assertThat(plan.next(PlanRole.CERT))
                .extracting(next -> next.step().id())
                .startsWith("R02")
                .hasSizeLessThan(4);
        assertThat(plan.due(playbook.step("R02").orElseThrow())).isEqualTo(T0.plus(Duration.ofMinutes(15)));
    }

    @Test
    void onlyTheNamedRoleLeavesATaskOutAndOnlyWithAReason() {
        var playbook = playbook("verschluesselung-schule");
        var plan = Plan.of(playbook, T0, List.of(), Set.of(), Set.of());
        var step = playbook.step("R05").orElseThrow();
        assertThat(plan.waive(step, PlanRole.CERT, "Probe", "Grund", T0)).isInstanceOf(Move.Refused.class);
        assertThat(plan.waive(step, PlanRole.HVB, "Probe", " ", T0)).isInstanceOf(Move.Refused.class);
        assertThat(plan.waive(step, PlanRole.HVB, "Probe", "Grund", T0)).isInstanceOf(Move.Accepted.class);
    }

    @Test
    void openingAgainKeepsTheOldInstanceAndHoldsUpWhatFollows() {
        var playbook = playbook("verschluesselung-schule");
        var done = new TaskRecord("R01", 1, TaskRecord.State.DONE, "Probe", T0, "");
        var first = playbook.step("R01").orElseThrow();
        var plan = Plan.of(playbook, T0, List.of(done), Set.of(), Set.of());
        var again = ((Move.Accepted) plan.reopen(first, "Probe", "Falsche Schule", T0)).record();
        assertThat(again.instance()).isEqualTo(2);
        var later = Plan.of(playbook, T0, List.of(again, done), Set.of(), Set.of());
        assertThat(later.status(first)).isInstanceOf(Status.Ready.class);
        assertThat(later.status(playbook.step("R02").orElseThrow())).isInstanceOf(Status.Blocked.class);
    }

    private static List<String> tasksBefore(Playbook playbook, Step step) {
        return step.allOf().stream().filter(id -> playbook.step(id).isPresent()).toList();
    }

    private static Playbook playbook(String id) {
        try (var file = ShippedPlaybooksTests.class.getResourceAsStream("/playbooks/" + id + ".yaml")) {
            var yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return ((Reading.Good) PlaybookReader.read(id, yaml)).playbook();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
