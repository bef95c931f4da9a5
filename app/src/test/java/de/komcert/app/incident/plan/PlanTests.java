package de.komcert.app.incident.plan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.komcert.app.shared.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {

    private static final Instant T0 = Shipped.T0;

    private final Step first = step("A", List.of(), List.of());
    private final Step second = step("B", List.of("A"), List.of());
    private final Step either = step("C", List.of(), List.of("A", "clean"));
    private final Step decided = step("D", List.of("G"), List.of());
    private final Step ruled = step("E", List.of(), List.of());
    private final Gate gate =
            new Gate("G", "Weiter?", List.of("Ja", "Nein"), "Ja", "Darum.", List.of(PlanRole.HVB), List.of("A"), 1);
    private final Fact clean = new Fact("clean", "Alles ist sauber.", 1);
    private final Rule rule = new Rule("Erst A", List.of("A"), List.of("E"), "Darum.", 1);
    private final Playbook playbook =
            playbook(List.of(first, second, either, decided, ruled), List.of(gate), List.of(clean), List.of(rule));

    @Test
    void eachTaskSaysWhatItWaitsFor() {
        var plan = plan(List.of());

        assertThat(plan.status(first)).isEqualTo(new Status.Ready());
        assertThat(waiting(plan, second)).containsExactly(new Status.Waiting.ForTask(first));
        assertThat(waiting(plan, either))
                .containsExactly(new Status.Waiting.ForOneOf(
                        List.of(new Status.Waiting.ForTask(first), new Status.Waiting.ForFact(clean))));
        assertThat(waiting(plan, decided)).containsExactly(new Status.Waiting.ForDecision(gate));
        assertThat(waiting(plan, ruled)).containsExactly(new Status.Waiting.ForRule(rule, first));
    }

    @Test
    void aTaskIsStartedOnceAndFinishedOnce() {
        var running = accepted(plan(List.of()).start(first, "Yildiran", T0));
        assertThat(running).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.RUNNING, "Yildiran", T0, ""));
        assertThat(refused(plan(List.of(running)).start(first, "Grothe", T0))).isEqualTo("plan.refused.running");

        var done = accepted(plan(List.of(running)).finish(first, "Yildiran", "", T0));
        assertThat(done.state()).isEqualTo(TaskRecord.State.DONE);
        assertThat(refused(plan(List.of(done)).start(first, "Grothe", T0))).isEqualTo("plan.refused.ended");
        assertThat(refused(plan(List.of(done)).finish(first, "Grothe", "", T0))).isEqualTo("plan.refused.ended");
        assertThat(plan(List.of(done)).status(second)).isEqualTo(new Status.Ready());
    }

    @Test
    void whatCameOfATaskIsKeptWithItsEnd() {
        var done = accepted(plan(List.of()).finish(first, "Grothe", " Niemand da ", T0));
        assertThat(done).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.DONE, "Grothe", T0, "Niemand da"));
    }

    @Test
    void aQuestionIsToComeUntilWhatItComesAfterHasBegun() {
        var before = plan(List.of());
        assertThat(before.gatesAsked()).isEmpty();
        assertThat(before.gatesToCome()).containsExactly(gate);
        assertThat(before.comesAfter(gate)).containsExactly(new Status.Waiting.ForTask(first));

        var begun = plan(List.of(record(first, 1, TaskRecord.State.RUNNING)));
        assertThat(begun.gatesAsked()).containsExactly(gate);
        assertThat(begun.gatesToCome()).isEmpty();
        assertThat(begun.comesAfter(gate)).isEmpty();

        var decided = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of("G"));
        assertThat(decided.gatesAsked()).isEmpty();
        assertThat(decided.gatesToCome()).isEmpty();
    }

    @Test
    void aTaskThatWaitsCannotMove() {
        assertThat(refused(plan(List.of()).start(second, "Grothe", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(plan(List.of()).finish(second, "Grothe", "", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(plan(List.of()).reopen(second, "Grothe", "Noch einmal", T0)))
                .isEqualTo("plan.refused.open");
    }

    @Test
    void whatHadBegunStandsStillWhenSomethingBeforeItIsOpenAgainAndRunsOnAfterwards() {
        var done = record(first, 1, TaskRecord.State.DONE);
        var running = record(second, 1, TaskRecord.State.RUNNING);
        var again = accepted(plan(List.of(done, running)).reopen(first, "Grothe", "Falsches Gerät", T0));
        var halted = plan(List.of(done, running, again));

        assertThat(halted.status(second))
                .isEqualTo(new Status.Blocked(List.of(new Status.Waiting.ForTask(first)), running));
        assertThat(refused(halted.finish(second, "Grothe", "", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(halted.start(second, "Grothe", T0))).isEqualTo("plan.refused.blocked");
        assertThat(halted.next(PlanRole.CERT))
                .extracting(next -> next.step().id())
                .doesNotContain("B");

        var redone = plan(List.of(done, running, record(first, 2, TaskRecord.State.DONE)));
        assertThat(redone.status(second)).isEqualTo(new Status.Running(running));
    }

    @Test
    void aTaskThatAFactDoesIsDoneByNothingLess() {
        var proven = step("P", List.of(), List.of(), "clean");
        var after = step("Q", List.of("P"), List.of());
        var playbook = playbook(List.of(proven, after), List.of(), List.of(clean), List.of());
        var before = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of());
        var stated = Plan.of(playbook, T0, List.of(), List.of(), Set.of("clean"), Set.of());

        assertThat(before.wants(proven)).contains(clean);
        assertThat(before.status(proven)).isEqualTo(new Status.Ready());
        assertThat(refused(before.finish(proven, "Grothe", "", T0))).isEqualTo("plan.refused.wantsFact");
        assertThat(accepted(before.waive(proven, PlanRole.HVB, "Hellweger", "Gefahr im Verzug", T0))
                        .state())
                .isEqualTo(TaskRecord.State.WAIVED);
        assertThat(stated.wants(proven)).isEmpty();
        assertThat(stated.doneBy(clean)).containsExactly(proven);
        assertThat(accepted(stated.finish(proven, "Grothe", "", T0)).state()).isEqualTo(TaskRecord.State.DONE);
    }

    @Test
    void beginningIsNotEnoughForThoseWhoWait() {
        var plan = plan(List.of(record(first, 1, TaskRecord.State.RUNNING)));

        assertThat(plan.status(second)).isInstanceOf(Status.Blocked.class);
        assertThat(plan.status(ruled)).isInstanceOf(Status.Blocked.class);
        assertThat(plan.gatesAsked()).containsExactly(gate);
    }

    @Test
    void onlyTheNamedRoleLeavesATaskOutAndSaysWhy() {
        var plan = plan(List.of());

        assertThat(refused(plan.waive(first, PlanRole.CERT, "Grothe", "Nicht nötig", T0)))
                .isEqualTo("plan.refused.notYours");
        assertThat(refused(plan.waive(first, PlanRole.HVB, "Grothe", " ", T0))).isEqualTo("plan.refused.noReason");
        assertThat(refused(plan.waive(first, PlanRole.HVB, "", "Nicht nötig", T0)))
                .isEqualTo("plan.refused.noReason");

        var waived = accepted(plan.waive(first, PlanRole.HVB, "Grothe", " Nicht nötig ", T0));
        assertThat(waived).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.WAIVED, "Grothe", T0, "Nicht nötig"));
        assertThat(plan(List.of(waived)).status(second)).isEqualTo(new Status.Ready());
    }

    @Test
    void openingAgainKeepsTheOldInstanceAndBlocksWhatFollows() {
        var done = record(first, 1, TaskRecord.State.DONE);
        assertThat(refused(plan(List.of(done)).reopen(first, "Grothe", "", T0))).isEqualTo("plan.refused.noReason");

        var again = accepted(plan(List.of(done)).reopen(first, "Grothe", "Neuer Befund", T0));
        assertThat(again).isEqualTo(new TaskRecord("A", 2, TaskRecord.State.OPEN, "Grothe", T0, "Neuer Befund"));
        for (var records : List.of(List.of(done, again), List.of(again, done))) {
            var plan = plan(records);
            assertThat(plan.status(first)).isEqualTo(new Status.Ready());
            assertThat(plan.status(second)).isInstanceOf(Status.Blocked.class);
            assertThat(accepted(plan.finish(first, "Grothe", "", T0)).instance())
                    .isEqualTo(2);
        }
    }

    @Test
    void oneOfSeveralIsEnough() {
        var stated = Plan.of(playbook, T0, List.of(), List.of(), Set.of("clean"), Set.of());

        assertThat(stated.status(either)).isEqualTo(new Status.Ready());
        assertThat(stated.factsWanted()).isEmpty();
        assertThat(plan(List.of(record(first, 1, TaskRecord.State.DONE))).status(either))
                .isEqualTo(new Status.Ready());
        assertThat(plan(List.of()).factsWanted()).containsExactly(clean);
    }

    @Test
    void aDecisionIsAskedWhenItsTimeComesAndOpensItsTasks() {
        assertThat(plan(List.of()).gatesAsked()).isEmpty();
        assertThat(plan(List.of(record(first, 1, TaskRecord.State.DONE))).gatesAsked())
                .containsExactly(gate);

        var after = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of("G"));
        assertThat(after.gatesAsked()).isEmpty();
        assertThat(after.status(decided)).isEqualTo(new Status.Ready());
    }

    @Test
    void nobodyIsToldMoreThanThreeThingsAndWhatRunsComesFirst() {
        var steps = Stream.of("1", "2", "3", "4")
                .map(id -> step(id, List.of(), List.of()))
                .toList();
        var many = playbook(steps, List.of(), List.of(), List.of());
        var running = record(steps.get(3), 1, TaskRecord.State.RUNNING);

        assertThat(Plan.of(many, T0, List.of(), List.of(running), Set.of(), Set.of())
                        .next(PlanRole.CERT))
                .extracting(next -> next.step().id())
                .containsExactly("4", "1", "2");
        assertThat(Plan.of(many, T0, List.of(), List.of(), Set.of(), Set.of()).next(PlanRole.POL))
                .isEmpty();
    }

    @Test
    void ownTasksComeAfterThoseOfThePlaybookInTheOrderInWhichTheyWereAdded() {
        var plan = withOwn(own(10, Danger.NONE, null), own(2, Danger.NONE, null), own(1, Danger.NONE, null));

        assertThat(plan.steps()).extracting(Step::id).containsExactly("A", "B", "C", "D", "E", "E1", "E2", "E10");
        assertThat(plan.playbook()).isEqualTo(playbook);
        var second = plan.step("E2").orElseThrow();
        assertThat(plan.status(second)).isEqualTo(new Status.Ready());
        assertThat(plan.added(second).map(AddedTask::addedBy)).contains("Grothe");
        assertThat(plan.added(first)).isEmpty();
        assertThat(plan.due(second)).isNull();
    }

    @Test
    void dangerAndDueTimePutAnOwnTaskAtItsPlaceAndNothingElseDoes() {
        var soon = T0.plusSeconds(60);
        var plan = withOwn(
                own(1, Danger.NONE, null),
                own(2, Danger.NONE, soon),
                own(3, Danger.LOSS, null),
                own(4, Danger.PEOPLE, null));

        assertThat(ids(plan.next(PlanRole.CERT))).containsExactly("E4", "E3", "A");
        var later = withOwn(
                List.of(
                        record(plan.step("E4").orElseThrow(), 1, TaskRecord.State.DONE),
                        record(plan.step("E3").orElseThrow(), 1, TaskRecord.State.WAIVED)),
                own(1, Danger.NONE, null),
                own(2, Danger.NONE, soon),
                own(3, Danger.LOSS, null),
                own(4, Danger.PEOPLE, null));
        assertThat(ids(later.next(PlanRole.CERT))).as("others wait for A").containsExactly("A", "E2", "E1");
        assertThat(later.due(later.step("E2").orElseThrow())).isEqualTo(soon);
        var tie = withOwn(own(10, Danger.LOSS, null), own(9, Danger.LOSS, null));
        assertThat(ids(tie.next(PlanRole.CERT))).containsExactly("E9", "E10", "A");
    }

    @Test
    void anOwnTaskMovesAsAnyOtherAndTheCertLeavesItOut() {
        var own = own(1, Danger.NONE, null);
        var step = withOwn(own).step("E1").orElseThrow();

        var running = accepted(withOwn(own).start(step, "Yildiran", T0));
        assertThat(withOwn(List.of(running), own).status(step)).isEqualTo(new Status.Running(running));
        var done = accepted(withOwn(List.of(running), own).finish(step, "Yildiran", "", T0));
        assertThat(withOwn(List.of(done), own).next(PlanRole.CERT))
                .extracting(Next::step)
                .doesNotContain(step);
        assertThat(accepted(withOwn(List.of(done), own).reopen(step, "Grothe", "Wieder da", T0))
                        .instance())
                .isEqualTo(2);
        assertThat(refused(withOwn(own).waive(step, PlanRole.HVB, "Hellweger", "Darum", T0)))
                .isEqualTo("plan.refused.notYours");
        assertThat(accepted(withOwn(own).waive(step, PlanRole.CERT, "Rothkamp", "Darum", T0))
                        .state())
                .isEqualTo(TaskRecord.State.WAIVED);
    }

    @Test
    void thePictureShowsOwnTasksInTheLastColumnAndWithoutLines() {
        var without = PlanPicture.of(plan(List.of()));
        var picture = PlanPicture.of(withOwn(own(10, Danger.NONE, null), own(9, Danger.NONE, null)));

        assertThat(without.columns()).extracting(PlanPicture.Column::phase).containsExactly(1);
        assertThat(picture.columns()).extracting(PlanPicture.Column::phase).containsExactly(1, Step.NO_PHASE);
        assertThat(picture.width()).isGreaterThan(without.width());
        var last = picture.columns().getLast().x();
        assertThat(picture.cards())
                .filteredOn(card -> card.x() == last)
                .extracting(card -> card.step().id())
                .containsExactly("E9", "E10");
        assertThat(picture.lines()).isEqualTo(without.lines());
    }

    @Test
    void noTitleReachesOutOfItsCard() {
        var endless = new AddedTask(
                1, "Server " + "x".repeat(60), PlanRole.CERT, PlanRole.CERT, Danger.NONE, null, "", "Grothe", T0);
        var card = PlanPicture.of(withOwn(endless)).cards().getLast();

        assertThat(card.title()).containsExactly("Server", "x".repeat(27), "x".repeat(27) + " …");
    }

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

    private Plan plan(List<TaskRecord> records) {
        return Plan.of(playbook, T0, List.of(), records, Set.of(), Set.of());
    }

    private Plan withOwn(AddedTask... own) {
        return withOwn(List.of(), own);
    }

    private Plan withOwn(List<TaskRecord> records, AddedTask... own) {
        return Plan.of(playbook, T0, List.of(own), records, Set.of(), Set.of());
    }

    private static AddedTask own(int number, Danger danger, @Nullable Instant due) {
        return new AddedTask(number, "Eigene " + number, PlanRole.CERT, PlanRole.CERT, danger, due, "", "Grothe", T0);
    }

    private static List<String> ids(List<Next> next) {
        return next.stream().map(one -> one.step().id()).toList();
    }

    private static List<Status.Waiting> waiting(Plan plan, Step step) {
        assertThat(plan.status(step)).isInstanceOf(Status.Blocked.class);
        return ((Status.Blocked) plan.status(step)).waiting();
    }

    private static TaskRecord accepted(Move move) {
        assertThat(move).isInstanceOf(Move.Accepted.class);
        return ((Move.Accepted) move).record();
    }

    private static String refused(Move move) {
        assertThat(move).isInstanceOf(Move.Refused.class);
        return ((Move.Refused) move).key();
    }

    private static TaskRecord record(Step step, int instance, TaskRecord.State state) {
        return new TaskRecord(step.id(), instance, state, "Grothe", T0, "");
    }

    private static Step step(String id, List<String> allOf, List<String> anyOf) {
        return step(id, allOf, anyOf, null);
    }

    private static Step step(String id, List<String> allOf, List<String> anyOf, @Nullable String doneBy) {
        return new Step(
                id,
                "Aufgabe " + id,
                List.of(PlanRole.CERT),
                PlanRole.HVB,
                false,
                1,
                Duration.ofHours(1),
                null,
                allOf,
                anyOf,
                Danger.NONE,
                null,
                doneBy,
                "Darum.",
                "Einfach.",
                "",
                1);
    }

    private static Playbook playbook(List<Step> steps, List<Gate> gates, List<Fact> facts, List<Rule> rules) {
        return new Playbook(
                "probe",
                "1",
                "Probe",
                new Playbook.Suggested("other", Severity.LOW),
                null,
                List.of(),
                List.of(),
                steps,
                gates,
                facts,
                rules);
    }
}
