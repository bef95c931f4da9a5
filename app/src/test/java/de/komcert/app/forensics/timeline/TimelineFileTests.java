package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static de.komcert.app.forensics.timeline.WrittenTimeline.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The format of a timeline: written once, read in pieces. */
class TimelineFileTests {

    @TempDir
    Path folder;

    @Test
    void anyMomentIsFoundHoweverManyEventsShareIt() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var times = random.longs(5_000, 0, 40).sorted().boxed().toList();
        try (var file = written(times)) {
            assertThat(file.span()).isEqualTo(new TimelineSpan(5_000, 0, times.getFirst(), times.getLast()));
            for (long ticks = -1; ticks <= 41; ticks++) {
                long wanted = ticks;
                assertThat(file.before(ticks))
                        .as("seed %d, ticks %d", seed, ticks)
                        .isEqualTo(times.stream().filter(time -> time < wanted).count());
            }
            for (int i = 0; i < times.size(); i++) {
                assertThat(file.event(i).ticks()).isEqualTo(times.get(i));
                assertThat(file.event(i).position()).isEqualTo(i);
            }
        }
    }

    @Test
    void eventsWithoutTimeStandFirstAndBelongToNoTime() throws IOException {
        var times = new ArrayList<Long>(Collections.nCopies(600, Entry.NO_TIME));
        times.addAll(List.of(7L, 8L, 9L));
        try (var open = open(times)) {
            assertThat(open.span()).isEqualTo(new TimelineSpan(603, 600, 7, 9));
            assertThat(open.before(7)).isEqualTo(600);
            assertThat(open.start(EventFilter.ALL)).isEqualTo(600);
            var until = new EventFilter(List.of(), "", "", "", Entry.NO_TIME, 8);
            assertThat(open.from(0, until, 10).events())
                    .extracting(TimelineEvent::ticks)
                    .containsExactly(7L, 8L);
            assertThat(open.back(700, EventFilter.ALL, 1_000).events()).hasSize(603);
        }
    }

    @Test
    void whereTheTimelineEndsNothingIsBrokenOff() throws IOException {
        try (var open = open(List.of(5L, 6L, 7L, 8L, 9L))) {
            assertThat(open.from(3, EventFilter.ALL, 10).isBrokenOff()).isFalse();
            assertThat(open.back(2, EventFilter.ALL, 10).isBrokenOff()).isFalse();
            assertThat(open.around(4, EventFilter.ALL, 4).isBrokenOff()).isFalse();
        }
    }

    @Test
    void aTimelineWithoutEventsIsOne() throws IOException {
        try (var open = open(List.of())) {
            assertThat(open.span().events()).isZero();
            assertThat(open.from(0, EventFilter.ALL, 10).events()).isEmpty();
            assertThat(open.around(5, EventFilter.ALL, 10).isBrokenOff()).isFalse();
            assertThat(open.before(7)).isZero();
        }
    }

    @Test
    void moreDifferentWordsThanTheDictionaryHoldsAreReadAllTheSame() throws IOException {
        var lines = new ArrayList<Sorting.Line>();
        for (int i = 0; i < 70_000; i++) {
            lines.add(line(i, "host" + i, "Ereignis " + i));
        }
        try (var file = read(bytes(lines))) {
            for (int i : List.of(0, 65_534, 65_535, 65_536, 69_999)) {
                assertThat(file.event(i).host()).isEqualTo("host" + i);
                assertThat(file.event(i).text()).isEqualTo("Ereignis " + i);
            }
        }
    }

    @Test
    void namesAreMaskedBeforeAnythingIsCut() throws IOException {
        var masking = new Masking(Map.of("m.kessler", 7));
        var lines = List.of(
                line(1, "pc-m.kessler", "m.kessler ".repeat(40)), line(2, "srv", "a".repeat(395) + " m.kessler hier"));
        try (var file = read(bytes(lines, masking))) {
            assertThat(file.event(0).text()).doesNotContain("kess").startsWith("\uE0007\uE001 \uE0007\uE001");
            assertThat(file.event(1).text()).isEqualTo("a".repeat(395) + " \uE0007\uE001 …");
        }
    }

    @Test
    void bytesThatAreNoTimelineAreSaidSo() throws IOException {
        var bytes = bytes(List.of(line(1, "srv", "x")));
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new byte[3])).isInstanceOf(IOException.class);
        var broken = bytes.clone();
        Arrays.fill(broken, TimelineFile.MAGIC.length, TimelineFile.MAGIC.length + 8, (byte) 0xff);
        try (var file = read(broken)) {
            assertThatThrownBy(() -> file.event(0)).isInstanceOf(IOException.class);
        }
    }

    private OpenTimeline open(List<Long> times) throws IOException {
        var file = written(times);
        return new OpenTimeline(file, new LoggedOrder(file));
    }

    private TimelineFile written(List<Long> times) throws IOException {
        var lines = new ArrayList<Sorting.Line>();
        for (int i = 0; i < times.size(); i++) {
            lines.add(line(times.get(i), "srv-" + i % 3, "Ereignis " + i));
        }
        return read(bytes(lines));
    }

    private byte[] bytes(List<Sorting.Line> lines) throws IOException {
        return bytes(lines, new Masking(Map.of()));
    }

    private byte[] bytes(List<Sorting.Line> lines, Masking masking) throws IOException {
        return WrittenTimeline.bytes(folder, lines, masking);
    }

    private TimelineFile read(byte[] bytes) throws IOException {
        return TimelineFile.open(WrittenTimeline.channel(folder, bytes));
    }
}
