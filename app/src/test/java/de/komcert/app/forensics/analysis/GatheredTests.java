package de.komcert.app.forensics.analysis;

import java.util.List;
import java.util.Map;

import de.komcert.logs.Detected;
import de.komcert.logs.Reference;
import de.komcert.sigma.Detector;
import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatheredTests {

    private static Detected match(int length) {
        var rules = RuleSet.read(List.of(new Source("a.yml", """
                title: Irgendetwas
                id: anything
                logsource: {product: linux}
                detection: {sel: {a: b}, condition: sel}
                """)));
        return new Detected(
                rules.detections().getFirst(),
                new Reference("a.log", 1, 134_175_168_000_000_000L, null, null, null, null, false),
                List.of(),
                List.of(new Evidence.Field("a", "x".repeat(length))),
                List.of());
    }

    @Test
    void everyMatchIsCountedAndOnlyWhatThereIsRoomForIsKept() {
        var match = match(10_000);
        var gathered = new Gathered(5L * match.weight());

        for (int i = 0; i < 12; i++) {
            gathered.add(match);
        }

        assertThat(gathered.matches()).isEqualTo(12);
        assertThat(gathered.kept()).hasSize(5);
        assertThat(gathered.rules().values()).singleElement().satisfies(count -> {
            assertThat(count.hits()).isEqualTo(12);
            assertThat(count.kept()).isEqualTo(5);
        });
    }

    @Test
    void noFindingGivesWayToTheExplanationOfAnother() {
        var match = match(1_000);
        var explained = new Detected(match.rule(), match.at(), match.reasons(), match.fields(), match.entries(), why());
        var gathered = new Gathered(6L * match.weight());

        for (int i = 0; i < 12; i++) {
            gathered.add(explained);
        }

        int ofOne = explained.weight() - match.weight();
        assertThat(gathered.kept()).hasSize(6);
        assertThat(gathered.kept().stream().filter(one -> one.why() != null))
                .hasSize(3 * match.weight() / ofOne)
                .hasSizeLessThan(6);
    }

    private static Explanation why() {
        var rules = RuleSet.read(List.of(new Source("a.yml", """
                title: Irgendetwas
                logsource: {product: linux}
                detection: {sel: {a|contains: b}, condition: sel}
                """)));
        var event = Event.of(LogSource.of("linux", null, null), Map.of("a", "b".repeat(1_500)));
        return Detector.of(rules.detections(), Pipeline.standard())
                .explain(rules.detections().getFirst(), event);
    }

    @Test
    void ofOneRuleNoMoreAreKeptThanAnybodyReads() {
        var match = match(1);
        var gathered = new Gathered(Long.MAX_VALUE);

        for (int i = 0; i < 1_500; i++) {
            gathered.add(match);
        }

        assertThat(gathered.matches()).isEqualTo(1_500);
        assertThat(gathered.kept()).hasSize(Gathered.MOST_OF_A_RULE);
    }
}
