package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static de.komcert.app.forensics.timeline.WrittenTimeline.line;
import static org.assertj.core.api.Assertions.assertThat;

/** The order of the times by corrected clocks, held against a sort of all events. */
class CorrectedOrderTests {

    private static final long MILLISECOND = 10_000;
    private static final int HOSTS = 6;

    @TempDir
    Path folder;

    private record Expected(long position, long ticks, long ahead) {

        long time() {
            return ticks == Entry.NO_TIME ? ticks : ticks - ahead;
        }
    }

    @Test
    void anyTimelineStandsAsASortWouldPutIt() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            var lines = lines(random, random.nextInt(2_000), 1 + random.nextInt(60));
            var clocks = clocks(random);
            // Few counts stand far apart, so that much is counted on the way.
            int counts = random.nextBoolean() ? ClockRuns.MOST_COUNTS : 3 * HOSTS;
            try (var file = file(lines)) {
                var order = new CorrectedOrder(file, new ClockRuns(file, clocks, counts));
                assertStandsAs(sorted(file, clocks), order, random, "seed %d, round %d".formatted(seed, round));
            }
        }
    }

    private static void assertStandsAs(List<Expected> sorted, EventOrder order, Random random, String as)
            throws IOException {
        for (int place = 0; place < sorted.size(); place++) {
            var event = order.event(place);
            var expected = sorted.get(place);
            assertThat(new Expected(event.position(), event.ticks(), event.ahead()))
                    .as("%s, place %d", as, place)
                    .isEqualTo(expected);
            assertThat(event.place()).as(as).isEqualTo(place);
            assertThat(order.place(expected.position())).as(as).isEqualTo(place);
        }
        for (int i = 0; i < 20 && !sorted.isEmpty(); i++) {
            int place = random.nextInt(sorted.size());
            assertThat(order.event(place).position())
                    .as("%s, place %d", as, place)
                    .isEqualTo(sorted.get(place).position());
        }
        var times = sorted.stream().mapToLong(Expected::time).filter(time -> time != Entry.NO_TIME);
        var bounds = LongStream.concat(times, LongStream.of(0, Long.MAX_VALUE))
                .flatMap(time -> LongStream.of(time - 1, time, time == Long.MAX_VALUE ? time : time + 1));
        for (long bound : bounds.distinct().toArray()) {
            assertThat(order.before(bound))
                    .as("%s, before %d", as, bound)
                    .isEqualTo(sorted.stream()
                            .filter(event -> event.time() < bound)
                            .count());
        }
        var timed =
                sorted.stream().filter(event -> event.ticks() != Entry.NO_TIME).toList();
        assertThat(order.span())
                .as(as)
                .isEqualTo(new TimelineSpan(
                        sorted.size(),
                        sorted.size() - timed.size(),
                        timed.isEmpty() ? Entry.NO_TIME : timed.getFirst().time(),
                        timed.isEmpty() ? Entry.NO_TIME : timed.getLast().time()));
    }

    @Test
    void pagesShowEachEventOnceInBothDirections() throws IOException {
        var lines = lines(new Random(7), 20_000, 5_000);
        var clocks = Map.of("srv-1", Duration.ofMillis(900), "srv-2", Duration.ofMillis(-1_700));
        try (var open = open(file(lines), clocks)) {
            var expected = LongStream.range(0, lines.size()).boxed().toList();
            var forwards = new ArrayList<Long>();
            var times = new ArrayList<Long>();
            var page = open.from(0, EventFilter.ALL, 200);
            while (!page.events().isEmpty()) {
                page.events().forEach(event -> forwards.add(event.place()));
                page.events().stream()
                        .filter(TimelineEvent::isTimed)
                        .forEach(event -> times.add(event.ticks() - event.ahead()));
                page = open.from(page.to(), EventFilter.ALL, 200);
            }
            assertThat(forwards).isEqualTo(expected);
            assertThat(times).isSorted().hasSizeGreaterThan(15_000);

            var backwards = new ArrayList<Long>();
            page = open.back(lines.size(), EventFilter.ALL, 200);
            while (!page.events().isEmpty()) {
                page.events().reversed().forEach(event -> backwards.add(event.place()));
                page = open.back(page.from(), EventFilter.ALL, 200);
            }
            assertThat(backwards.reversed()).isEqualTo(expected);
        }
    }

    @Test
    void thePeriodIsThatOfCorrectedTimes() throws IOException {
        var lines = List.of(
                line(10 * MILLISECOND, "srv-1", "geht richtig"),
                line(20 * MILLISECOND, "srv-2", "ging 15 vor"),
                line(30 * MILLISECOND, "srv-1", "geht richtig"),
                line(40 * MILLISECOND, "srv-2", "ging 15 vor"));
        var period = new EventFilter(List.of(), "", "", "", 4 * MILLISECOND, 26 * MILLISECOND);
        try (var open = open(file(lines), Map.of("srv-2", Duration.ofMillis(15)))) {
            assertThat(open.from(0, period, 10).events())
                    .extracting(TimelineEvent::ticks)
                    .containsExactly(20 * MILLISECOND, 10 * MILLISECOND, 40 * MILLISECOND);
            assertThat(open.start(period)).isZero();
            assertThat(open.span().first()).isEqualTo(5 * MILLISECOND);
            assertThat(open.span().last()).isEqualTo(30 * MILLISECOND);
        }
    }

    @Test
    void aSearchAmongSomeEventsComesToTheEndHoweverFarTheyLieApart() throws IOException {
        int count = 150_000;
        var lines = new ArrayList<Sorting.Line>();
        for (int i = 0; i < count; i++) {
            lines.add(line(i * MILLISECOND, "srv-" + i % 2, "Ereignis " + i));
        }
        var some = EventFilter.ALL.among(Set.of(4L, 7L, count - 1L));
        // The last one, of the host whose clock was ahead, comes before the other two.
        try (var open = open(file(lines), Map.of("srv-1", Duration.ofMillis(2L * count)))) {
            var found = open.from(0, some, 10);
            assertThat(found.events()).extracting(TimelineEvent::position).containsExactly(7L, count - 1L, 4L);
            assertThat(found.isBrokenOff()).isFalse();
            assertThat(found.goesOn()).isFalse();
            var back = open.back(count, some, 2);
            assertThat(back.events()).extracting(TimelineEvent::position).containsExactly(count - 1L, 4L);
            assertThat(back.isBrokenOff()).isFalse();
            assertThat(open.back(back.from(), some, 2).events())
                    .extracting(TimelineEvent::position)
                    .containsExactly(7L);
            assertThat(open.from(0, EventFilter.ALL.among(Set.of()), 10).events())
                    .isEmpty();
            assertThat(open.named(7).position()).isEqualTo(7);
        }
    }

    @Test
    void aPageReadsASmallPartOfTheFileThoughAHostIsRare() throws IOException {
        var lines = new ArrayList<Sorting.Line>();
        for (int i = 0; i < 100_000; i++) {
            lines.add(line(i * MILLISECOND, i % 30_000 == 0 ? "selten" : "srv-" + i % 3, "Ereignis " + i));
        }
        var clocks = Map.of("selten", Duration.ofSeconds(40), "srv-1", Duration.ofSeconds(-10));
        var bytes = WrittenTimeline.bytes(folder, lines, new Masking(Map.of()));
        try (var channel = new CountingChannel(WrittenTimeline.channel(folder, bytes));
                var file = TimelineFile.open(channel)) {
            var runs = new ClockRuns(file, clocks, ClockRuns.MOST_COUNTS);
            channel.read = 0;

            var page = new OpenTimeline(file, new CorrectedOrder(file, runs)).from(50_000, EventFilter.ALL, 200);

            assertThat(page.events()).hasSize(200);
            // Of each of three runs the blocks of the places that are looked up at once, and some to find where these
            // begin.
            assertThat(channel.read).isPositive().isLessThan(bytes.length / 100_000L * 256 * 100);
        }
    }

    @Test
    void countsAreBoundedHoweverManyClocksWereWrong() throws IOException {
        var lines = lines(new Random(3), 5_000, 100);
        var clocks = new HashMap<String, Duration>();
        IntStream.rangeClosed(1, 500).forEach(i -> clocks.put("srv-" + i, Duration.ofMillis(i)));
        try (var file = file(lines)) {
            var runs = new ClockRuns(file, clocks, 2_000);

            assertThat(runs.counts()).isLessThanOrEqualTo(2_000);
            assertThat(runs.filled()).hasSize(HOSTS);
        }
    }

    @Test
    void whereNoEventIsOfAHostWhoseClockWasWrongNothingIsCorrected() throws IOException {
        try (var file = file(List.of(line(5, "srv-1", "x"), line(Entry.NO_TIME, "srv-2", "ohne Zeit")))) {
            assertThat(new ClockRuns(file, Map.of("srv-2", Duration.ofHours(1)), 100).areCorrected())
                    .isFalse();
            assertThat(new ClockRuns(file, Map.of("srv-1", Duration.ofHours(1)), 100).areCorrected())
                    .isTrue();
        }
    }

    /** Every tenth without a time; many at the same one. */
    private static List<Sorting.Line> lines(Random random, int count, int times) {
        var lines = new ArrayList<Sorting.Line>();
        for (int i = 0; i < count; i++) {
            long ticks =
                    random.nextInt(10) == 0 ? Entry.NO_TIME : random.nextInt(times) * MILLISECOND + random.nextInt(2);
            lines.add(line(ticks, "srv-" + random.nextInt(HOSTS), "Ereignis " + i));
        }
        return lines;
    }

    /** Some of the hosts, two of them ahead by the same, and one that is not there. */
    private static Map<String, Duration> clocks(Random random) {
        var clocks = new HashMap<String, Duration>();
        clocks.put("nirgends", Duration.ofMillis(3));
        for (int i = 0; i < random.nextInt(HOSTS); i++) {
            clocks.put("srv-" + i, Duration.ofMillis(random.nextInt(-30, 30)));
        }
        clocks.put("srv-4", Duration.ofMillis(11));
        clocks.put("srv-5", Duration.ofMillis(11));
        return clocks;
    }

    private static List<Expected> sorted(TimelineFile file, Map<String, Duration> clocks) throws IOException {
        var all = new ArrayList<Expected>();
        for (long position = 0; position < file.span().events(); position++) {
            var event = file.event(position);
            var ahead = event.isTimed() ? clocks.getOrDefault(event.host(), Duration.ZERO) : Duration.ZERO;
            all.add(new Expected(position, event.ticks(), ahead.toMillis() * MILLISECOND));
        }
        all.sort(Comparator.comparingLong(Expected::time).thenComparingLong(Expected::position));
        return all;
    }

    private TimelineFile file(List<Sorting.Line> lines) throws IOException {
        var bytes = WrittenTimeline.bytes(folder, lines, new Masking(Map.of()));
        return TimelineFile.open(WrittenTimeline.channel(folder, bytes));
    }

    private static OpenTimeline open(TimelineFile file, Map<String, Duration> clocks) throws IOException {
        return new OpenTimeline(file, new CorrectedOrder(file, new ClockRuns(file, clocks, ClockRuns.MOST_COUNTS)));
    }

    /** Counts what is read of a channel. */
    private static final class CountingChannel implements SeekableByteChannel {
        private final SeekableByteChannel channel;
        private long read;

        CountingChannel(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int some = channel.read(target);
            read += Math.max(0, some);
            return some;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
