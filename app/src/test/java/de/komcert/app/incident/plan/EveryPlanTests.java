package de.komcert.app.incident.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every plan, drawn at random or shipped: nothing comes before what it needs, and all of it can be done. */
class EveryPlanTests extends PlanCase {

    /** The seed is in the name of the test; {@code -Dkomcert.seed} repeats one. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTaskOfAnyPlanComesBeforeWhatItNeeds(long seed) {
        var random = new Random(seed);
        var wild = randomPlaybook(random);
        var rows = new HashMap<String, TaskRecord>();
        var given = new HashSet<String>();
        var moves = 0;
        for (int turn = 0; turn < 150; turn++) {
            var plan = planOf(wild, rows, given);
            for (var step : wild.steps()) {
                var status = plan.status(step);
                if (status instanceof Status.Ready || status instanceof Status.Blocked) {
                    assertThat(status instanceof Status.Ready)
                            .as("seed %d, turn %d, %s", seed, turn, step.id())
                            .isEqualTo(allowed(wild, step, rows, given));
                }
            }
            var step = wild.steps().get(random.nextInt(wild.steps().size()));
            var move = switch (random.nextInt(6)) {
                case 0 -> plan.start(step, "x", T0);
                case 1 -> plan.waive(step, PlanRole.HVB, "x", "Darum", T0);
                case 2 -> plan.reopen(step, "x", "Darum", T0);
                default -> plan.finish(step, "x", "", T0);
            };
            if (move instanceof Move.Accepted(var record)) {
                moves++;
                rows.put(record.task(), record);
            }
            if (random.nextInt(20) == 0) {
                given.add(random.nextBoolean() ? "fact" : "gate");
            }
        }
        assertThat(moves).isPositive();
        assertThat(finished(wild)).as("seed %d", seed).isTrue();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void everyShippedPlanCanBeFinished(Playbook shipped) {
        assertThat(finished(shipped)).isTrue();
    }

    static Stream<Long> seeds() {
        var given = Long.getLong("komcert.seed");
        return given != null ? Stream.of(given) : new Random().longs(40).boxed();
    }

    static Stream<Playbook> playbooks() throws IOException {
        return Shipped.playbooks();
    }

    /** Does whatever is ready and takes every decision once it is asked, until nothing moves. */
    private static boolean finished(Playbook playbook) {
        var rows = new HashMap<String, TaskRecord>();
        var given = new HashSet<String>();
        playbook.facts().forEach(fact -> given.add(fact.name()));
        boolean moved = true;
        while (moved) {
            var plan = planOf(playbook, rows, given);
            moved = plan.gatesAsked().stream().map(Gate::id).map(given::add).reduce(false, Boolean::logicalOr);
            for (var step : playbook.steps()) {
                if (plan.finish(step, "x", "", T0) instanceof Move.Accepted(var record)) {
                    rows.put(record.task(), record);
                    moved = true;
                }
            }
        }
        var plan = planOf(playbook, rows, given);
        return playbook.steps().stream().allMatch(step -> plan.status(step) instanceof Status.Done);
    }

    private static Plan planOf(Playbook playbook, Map<String, TaskRecord> rows, Set<String> given) {
        return Plan.of(playbook, T0, List.of(), List.copyOf(rows.values()), given, given);
    }

    /** The same question, answered without the plan. */
    private static boolean allowed(Playbook playbook, Step step, Map<String, TaskRecord> rows, Set<String> given) {
        var fulfilled = new HashSet<>(given);
        rows.forEach((task, record) -> {
            if (record.state() == TaskRecord.State.DONE || record.state() == TaskRecord.State.WAIVED) {
                fulfilled.add(task);
            }
        });
        return fulfilled.containsAll(step.allOf())
                && (step.anyOf().isEmpty() || step.anyOf().stream().anyMatch(fulfilled::contains))
                && playbook.rules().stream()
                        .filter(rule -> rule.then().contains(step.id()))
                        .allMatch(rule -> fulfilled.containsAll(rule.first()));
    }

    private static Playbook randomPlaybook(Random random) {
        int size = 3 + random.nextInt(15);
        var steps = IntStream.range(0, size)
                .mapToObj(i -> step("S" + i, some(random, i), some(random, i)))
                .toList();
        var rules = IntStream.range(1, size)
                .filter(_ -> random.nextInt(4) == 0)
                .mapToObj(i -> new Rule("Regel " + i, List.of("S" + random.nextInt(i)), List.of("S" + i), "Darum.", 1))
                .toList();
        var gate = new Gate("gate", "Weiter?", List.of("Ja"), "Ja", "Darum.", List.of(PlanRole.HVB), List.of(), 1);
        return playbook(steps, List.of(gate), List.of(new Fact("fact", "So ist es.", 1)), rules);
    }

    /** A few of the earlier tasks, the fact and the gate. */
    private static List<String> some(Random random, int before) {
        var chosen = new ArrayList<String>();
        for (int i = 0; i < before; i++) {
            if (random.nextInt(before) == 0) {
                chosen.add("S" + i);
            }
        }
        if (random.nextInt(8) == 0) {
            chosen.add(random.nextBoolean() ? "fact" : "gate");
        }
        return chosen;
    }
}
