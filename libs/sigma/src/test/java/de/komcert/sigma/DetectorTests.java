package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DetectorTests {

    private static final Source DOMAIN = Rules.source(
            "domain",
            "selection:\n    Host|expand: '%DomainControllers%'\n    User|contains: adm\ncondition: selection");

    @Test
    void anyNumberOfThreadsAndAnyOrderGiveTheSame() throws Exception {
        var sources = IntStream.range(0, 40)
                .mapToObj(i -> Rules.source("rule" + i, "s:\n    F|contains: 'x" + i + "'\ncondition: s"))
                .toList();
        var detector = Detector.of(RuleSet.read(sources).detections(), Pipeline.standard());
        var events = IntStream.range(0, 4_000)
                .mapToObj(i -> Rules.event(Map.of("F", "x" + i % 97 + " x" + i % 41, "EventID", String.valueOf(i % 7))))
                .toList();

        var one = Answered.by(1, detector, events);
        assertThat(one.stream().mapToInt(answer -> answer.matching().size()).sum())
                .isGreaterThan(4_000);
        for (int threads : List.of(2, 3, 8)) {
            assertThat(Answered.by(threads, detector, events)).isEqualTo(one);
        }
    }

    @Test
    void theOrderOfFilesMakesNoDifference() {
        var sources = new ArrayList<Source>();
        IntStream.range(0, 20).forEach(i -> sources.add(Rules.source("r" + i, "s:\n    F: x\ncondition: s")));
        var sorted =
                RuleSet.read(sources).rules().stream().map(Object::toString).toList();
        Collections.shuffle(sources, new Random(5));

        var shuffled = RuleSet.read(sources);
        assertThat(shuffled.rules().stream().map(Object::toString)).isEqualTo(sorted);
        assertThat(Detector.of(shuffled.detections(), Pipeline.standard())
                        .scan()
                        .detect(Rules.event(Map.of("F", "x"))))
                .extracting(Object::toString)
                .isEqualTo(sorted);
    }

    @Test
    void rulesAreReplacedBetweenTwoEvents() {
        var live = new LiveDetector(Rules.detector(Rules.source("old", "s:\n    F: x\ncondition: s")));
        var scan = live.scan();
        var event = Rules.event(Map.of("F", "x"));
        assertThat(scan.detect(event)).extracting(Object::toString).containsExactly("old");

        live.replace(Rules.detector(Rules.source("new", "s:\n    F: x\ncondition: s")));

        assertThat(scan.detect(event)).extracting(Object::toString).containsExactly("new");
    }

    private static final int MOST_ANSWERS = 50_000_000;

    /** Each set has two parts, rules as they are and rules filled with a list, which must not be taken from both sets. */
    @Test
    void whileRulesAreReplacedEveryThreadAnswersEachEventByOneSet() throws Exception {
        var event = Rules.event(Map.of("F", "x"));
        var old = twoParts("old");
        var fresh = twoParts("new");
        assertThat(old.parts()).hasSize(2);
        var live = new LiveDetector(old);
        var answered = new AtomicInteger();
        var settled = new AtomicBoolean();
        var answers = ConcurrentHashMap.<List<String>>newKeySet();
        try (var pool = Executors.newFixedThreadPool(3)) {
            var scanning = IntStream.range(0, 3)
                    .mapToObj(thread -> pool.submit(() -> {
                        var scan = live.scan();
                        while (!settled.get()) {
                            answers.add(Answered.titles(scan.detect(event)));
                            answered.incrementAndGet();
                        }
                        return Answered.titles(scan.detect(event));
                    }))
                    .toList();
            boolean toFresh = true;
            // Until both sets have answered: on a busy machine the others may run long before this thread does.
            while (answered.get() < (answers.size() < 2 ? MOST_ANSWERS : 5_000)
                    && scanning.stream().noneMatch(Future::isDone)) {
                live.replace(toFresh ? fresh : old);
                toFresh = !toFresh;
            }
            live.replace(fresh);
            settled.set(true);
            for (var thread : scanning) {
                assertThat(thread.get()).containsExactly("new listed", "new");
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(List.of("old listed", "old"), List.of("new listed", "new"));
    }

    private static Detector twoParts(String title) {
        return Rules.detector(
                        Rules.source(title, "s:\n    F: x\ncondition: s"),
                        Rules.source(title + " listed", "s:\n    F|expand: '%Words%'\ncondition: s"))
                .with(new Placeholders(Map.of("Words", List.of("x"))));
    }

    @Test
    void aRuleWaitsUntilItsListIsFilledAndEachEinrichtungHasItsOwn() {
        var base = Rules.detector(DOMAIN, Rules.source("other", "s:\n    User|contains: adm\ncondition: s"));
        var event = Rules.event(Map.of("Host", "DC-Nord", "User", "adm_x"));
        assertThat(base.waiting()).hasSize(1).containsValue(new TreeSet<>(List.of("DomainControllers")));
        assertThat(base.scan().detect(event)).extracting(Object::toString).containsExactly("other");

        var north = base.with(new Placeholders(Map.of("DomainControllers", List.of("dc-*", "ad1"))));
        var south = base.with(new Placeholders(Map.of("DomainControllers", List.of("dc-sued"))));

        assertThat(north.waiting()).isEmpty();
        assertThat(north.scan().detect(event)).extracting(Object::toString).containsExactly("domain", "other");
        assertThat(south.scan().detect(event)).extracting(Object::toString).containsExactly("other");
        assertThat(north.parts().getFirst()).isSameAs(south.parts().getFirst());
    }

    @Test
    void aSearchBeyondItsBudgetLeavesTheRuleUndecidedAndSaysSo() {
        var detector = Rules.detector(
                Rules.source("dear", "s:\n    F|re: '(x+x+)+y[a-z]{200,900}'\ncondition: s"),
                Rules.source("cheap", "s:\n    F|contains: xy\ncondition: s"));
        var scan = detector.scan();
        assertThat(scan.detect(Rules.event(Map.of("F", "x".repeat(200_000) + "y"))))
                .extracting(Object::toString)
                .containsExactly("cheap");
        assertThat(scan.undecided()).extracting(Object::toString).containsExactly("dear");

        scan.detect(Rules.event(Map.of("F", "xy")));
        assertThat(scan.undecided()).isEmpty();
    }

    @Test
    void unknownEventIdsAndChannelsShareOneTable() {
        var detector = Rules.detector(Rules.source("r", "s:\n    EventID: 5\n    F: x\ncondition: s"));
        var part = detector.parts().getFirst();
        var first = part.group(new Route(Rules.HERE, "a", "8999"));

        IntStream.range(9_000, 9_100)
                .forEach(i -> assertThat(part.group(new Route(Rules.HERE, "c" + i, "" + i)))
                        .isSameAs(first));
        assertThat(part.group(new Route(Rules.HERE, "a", "5"))).isNotSameAs(first);
    }

    @Test
    void sourcesThatNeitherRulesNorPipelineNameAreOne() {
        var detector = Detector.of(
                Rules.read(Rules.source("rule", "s:\n    F: x\ncondition: s")).detections(), Pipeline.standard());
        var part = detector.parts().getFirst();

        var made = IntStream.range(0, 1_000)
                .mapToObj(i -> LogSource.of("product" + i, "category" + i, "service" + i))
                .map(source -> part.group(new Route(source, null, null)))
                .distinct();

        assertThat(made).hasSize(1);
        assertThat(part.group(new Route(LogSource.of("test", null, null), null, null)))
                .isNotSameAs(part.group(new Route(LogSource.of("other", null, null), null, null)));
    }
}
