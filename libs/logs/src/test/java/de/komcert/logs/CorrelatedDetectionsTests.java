package de.komcert.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.LogSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a correlation tells of its entries, and what it cannot count. */
class CorrelatedDetectionsTests extends DetectionsCase {

    @Test
    void aCorrelationTellsItsEntriesInTheOrderOfTimeAndWhatTheyHaveInCommon() throws IOException {
        // The later file of the alphabet holds the earlier events.
        var files = List.of(
                file("a.jsonl", failed("m.muster", "2026-03-09T08:00:20Z"), failed("x", "2026-03-09T08:00:21Z")),
                file(
                        "b.jsonl",
                        failed("m.muster", "2026-03-09T08:00:00Z"),
                        failed("m.muster", "2026-03-09T08:00:10Z")));

        var found = detect(2, FULL, files);

        assertThat(found.detected()).singleElement().satisfies(detected -> {
            assertThat(detected.head().id()).isEqualTo("many");
            assertThat(detected.reasons()).containsExactly(new Evidence.Field("TargetUserName", "m.muster"));
            assertThat(detected.entries())
                    .extracting(Reference::file, Reference::record)
                    .containsExactly(tuple("b.jsonl", 1L), tuple("b.jsonl", 2L), tuple("a.jsonl", 1L));
            assertThat(detected.at()).isEqualTo(detected.entries().getLast());
            assertThat(detected.at().channel()).isEqualTo("Security");
            assertThat(detected.at().provider()).isNull();
        });
    }

    @Test
    void aClockThatShowsAYearFarAheadCostsNoCorrelation() throws IOException {
        var found = detect(
                1,
                FULL,
                List.of(
                        file("a.jsonl", failed("m.muster", "9999-12-31T23:59:59Z")),
                        file("b.jsonl", failed("m.muster", "2026-03-09T08:00:20Z")),
                        file(
                                "c.jsonl",
                                failed("m.muster", "2026-03-09T08:00:00Z"),
                                failed("m.muster", "2026-03-09T08:00:10Z"))));

        assertThat(found.detected())
                .singleElement()
                .satisfies(detected -> assertThat(detected.head().id()).isEqualTo("many"));
        assertThat(found.losses().isNone()).isTrue();
    }

    @Test
    void whatACorrelationCannotCountIsCounted() throws IOException {
        var untimed = "{\"product\":\"windows\",\"service\":\"security\",\"EventID\":4625,\"TargetUserName\":\"x\"}\n";
        var ungrouped =
                "{\"product\":\"windows\",\"service\":\"security\",\"EventID\":4625,\"@timestamp\":\"2026-03-09T08:00:00Z\"}\n";

        var found = detect(1, FULL, List.of(file("a.jsonl", untimed, untimed, ungrouped)));

        assertThat(found.detected()).isEmpty();
        assertThat(found.losses()).isEqualTo(new Detections.Losses(1, 2, 0));
    }

    @Test
    void whatComesInOrderIsCountedInLittleRoomAndWhatComesTooLateIsSaid() throws IOException {
        var day = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            day.add(failed("user" + i, "2026-03-09T%02d:%02d:%02dZ".formatted(10 + i / 3_600, i / 60 % 60, i % 60)));
        }
        for (int i = 0; i < 3; i++) {
            day.add(failed("m.muster", "2026-03-09T11:00:0%dZ".formatted(i)));
        }
        var before = file("b.jsonl", failed("m.muster", "2026-03-09T08:00:00Z"), failed("x", "2026-03-09T08:00:01Z"));
        long room = 50_000;

        var inOrder = detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new))), room);
        assertThat(inOrder.detected())
                .singleElement()
                .satisfies(detected -> assertThat(detected.head().id()).isEqualTo("many"));
        assertThat(inOrder.losses().isNone()).isTrue();

        var late = detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new)), before), room);
        assertThat(late.detected()).hasSize(1);
        assertThat(late.losses()).isEqualTo(new Detections.Losses(0, 0, 2));
        assertThat(detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new)), before))
                        .losses())
                .isEqualTo(new Detections.Losses(0, 0, 0));
    }

    @Test
    void whatWaitsForACorrelationWeighsWhatItsEntryHolds() {
        assertThat(candidate("m.muster").weight()).isLessThan(8_192);
        assertThat(candidate("x".repeat(1_000_000)).weight()).isGreaterThan(1_000_000);
    }

    private Match.Candidate candidate(String user) {
        return new Match.Candidate(
                rules.set().detections().getLast(),
                new Reference("a.jsonl", 1, 5, "dc-1", "Security", null, "4625", false),
                Event.of(LogSource.UNKNOWN, Map.of("EventID", "4625", "TargetUserName", user)));
    }
}
