package de.komcert.traces.census;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.SharedData;
import de.komcert.traces.windows.WindowsEntries;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class GapsTests {

    private static final long SECOND = 10_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;
    /** A Monday. */
    private static final long BEGIN = 154_854L * DAY;

    private final Census census = new Census();

    // ---- real logs ----

    private static List<Census> parts(String folder) throws IOException {
        var taker = new CensusTaker();
        var reader = new WindowsEntries(Pipeline.standard());
        var parts = new ArrayList<Census>();
        for (var log : SharedData.logs(folder)) {
            try (var channel = FileChannel.open(log)) {
                long chunks = WindowsEntries.chunks(channel.size());
                for (long first = 0; first < chunks; first++) {
                    reader.open(channel, first, 1, problem -> {});
                    while (reader.next()) {
                        taker.add(log.getFileName().toString(), reader.entry());
                    }
                    parts.add(taker.take());
                }
            }
        }
        return parts;
    }

    private static Gaps gaps(List<Census> parts) {
        return parts.stream().reduce(new Census(), Census::add).gaps();
    }

    private static Map<Gap.Kind, Long> counted(Gaps gaps) {
        return gaps.all().stream().collect(Collectors.groupingBy(Gap::kind, TreeMap::new, Collectors.counting()));
    }

    private static List<Gap> of(Gaps gaps, Gap.Kind kind) {
        return gaps.all().stream().filter(gap -> gap.kind() == kind).toList();
    }

    @Test
    void everyClearedLogOfTheAttackSamplesIsFound() throws IOException {
        var gaps = gaps(parts("evtx/attack-samples"));

        // 24 events 1102 and 2 events 104.
        assertThat(counted(gaps))
                .isEqualTo(Map.of(Gap.Kind.CLEARED, 26L, Gap.Kind.CLOCK_BACK, 4L, Gap.Kind.EXCERPT, 83L));
        assertThat(of(gaps, Gap.Kind.CLEARED).stream()
                        .filter(gap -> gap.evidence().getFirst().file().equals("DE_104_system_log_cleared.evtx")))
                .singleElement()
                .satisfies(gap -> assertThat(gap.said())
                        .isEqualTo(new TreeMap<>(Map.of("log", "System", "user", "user01", "domain", "EXAMPLE"))));
        assertThat(gaps.complete()).isTrue();
    }

    @Test
    void whatTheFormatSamplesLackIsFound() throws IOException {
        var gaps = gaps(parts("evtx/format-samples"));

        assertThat(of(gaps, Gap.Kind.MISSING_RECORDS)).singleElement().satisfies(gap -> {
            assertThat(gap.host()).isEqualTo("DESKTOP-1N4R894");
            assertThat(gap.records()).isEqualTo(262);
            assertThat(gap.said()).containsEntry("first", "1156").containsEntry("last", "1417");
            assertThat(gap.evidence())
                    .containsExactly(new Place("2-vss_7-System.evtx", 1155), new Place("2-vss_7-System.evtx", 1418));
            assertThat(Moment.instant(gap.from())).hasToString("2018-08-06T08:42:42.454868100Z");
            assertThat(Moment.instant(gap.to())).hasToString("2018-08-08T05:22:59.715434700Z");
        });
        assertThat(of(gaps, Gap.Kind.CLEARED))
                .extracting(gap -> gap.said().get("log") + " by " + gap.said().get("user"))
                .containsExactly(
                        "Microsoft-Windows-Sysmon/Operational by tony", "Microsoft-Windows-Sysmon/Operational by tony");
        // The kernel counts each wake-up; between them it logged nothing and its clock was right.
        assertThat(of(gaps, Gap.Kind.PAUSED))
                .singleElement()
                .satisfies(gap -> assertThat(gap.records()).isEqualTo(183));
        assertThat(of(gaps, Gap.Kind.EVENTS_DROPPED)).hasSize(8); // 1101 five times, 1108 three times
    }

    @Test
    void aClockThatTheTimeServiceHasPutRightIsCorrectedFromTheStartOfTheSystemOn() throws IOException {
        var corrections = gaps(parts("evtx/format-samples")).corrections();

        // Record 167 and 168 tell of the start, 218 of the change, 219 that it was the time service: ten hours.
        var first = corrections.getFirst();
        assertThat(first.host()).isEqualTo("DESKTOP-2KGM189");
        assertThat(first.shift()).isEqualTo(-359_997_147_569L);
        assertThat(Moment.instant(first.from())).hasToString("2017-07-12T17:18:17.772384800Z");
        assertThat(Moment.instant(first.until())).hasToString("2017-07-12T17:18:24.398024400Z");
        assertThat(first.evidence()).containsExactly(new Place("system.evtx", 218), new Place("system.evtx", 219));
        assertThat(corrections).hasSize(6);
    }

    @Test
    void partsInAnyOrderGiveTheSameGaps() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var inOrder = gaps(parts("evtx"));
        var parts = parts("evtx");
        Collections.shuffle(parts, new Random(seed));

        assertThat(gaps(parts)).as("seed %d", seed).isEqualTo(inOrder);
    }

    @Test
    void aCensusComesBackFromItsBytes() throws IOException {
        var whole = parts("evtx/format-samples").stream().reduce(new Census(), Census::add);
        byte[] bytes = bytes(whole);

        var back = Census.read(new DataInputStream(new ByteArrayInputStream(bytes)));

        assertThat(back.held()).isEqualTo(whole.held());
        assertThat(back.kinds()).isEqualTo(whole.kinds());
        assertThat(back.gaps()).isEqualTo(whole.gaps());
        assertThat(bytes(back)).isEqualTo(bytes);
    }

    private static byte[] bytes(Census census) throws IOException {
        var out = new ByteArrayOutputStream();
        census.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    @Test
    void bytesThatBreakOffOrAreNoneOfACensusAreRefused() throws IOException {
        cleared(BEGIN);
        strand(Strand.Numbers.ORIGINAL, "a.evtx", "", "System").add(1, BEGIN, "a.evtx", 1, "pc");
        byte[] bytes = bytes(census);
        var random = new Random(5);

        for (int length = 0; length < bytes.length; length++) {
            var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            assertThatThrownBy(() -> Census.read(in)).isInstanceOf(IOException.class);
        }
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Census.read(new DataInputStream(new ByteArrayInputStream(changed)))
                        .gaps();
            } catch (IOException refused) {
                // As it should be; a changed text or time makes another census.
            }
        }
    }

    // ---- numbers of records ----

    private Stretches strand(Strand.Numbers numbers, String file, String host, String channel) {
        return census.strand(numbers, file, host, channel).stretches;
    }

    private void log(String file, String host, long from, long to) {
        var strand = strand(Strand.Numbers.ORIGINAL, file, "", "System");
        for (long number = from; number <= to; number++) {
            strand.add(number, BEGIN + number * SECOND, file, number, host);
        }
    }

    private List<String> shown() {
        return census.gaps().all().stream()
                .map(gap -> gap.kind() + " " + gap.host() + " " + gap.records() + " " + gap.said())
                .toList();
    }

    @Test
    void aFileThatBeginsLaterHasNoHole() {
        log("a.evtx", "pc", 5_000, 5_100);

        assertThat(shown()).isEmpty();
    }

    @Test
    void aHoleInsideAFileIsToldFromOneBetweenFiles() {
        log("a.evtx", "pc", 1, 10);
        log("a.evtx", "pc", 15, 20);
        log("b.evtx", "pc", 31, 40);
        log("c.evtx", "other", 1, 3);

        assertThat(shown())
                .containsExactly(
                        "MISSING_RECORDS pc 4 {first=11, last=14}", "MISSING_BETWEEN_FILES pc 10 {first=21, last=30}");
    }

    @Test
    void copiesOfALogThatOverlapHaveNoHoleBetweenThem() {
        log("old.evtx", "pc", 1, 50);
        log("new.evtx", "pc", 30, 90);

        assertThat(shown()).isEmpty();
    }

    @Test
    void aComputerThatIsRenamedLeavesNoHole() {
        log("a.evtx", "old", 1, 5);
        log("a.evtx", "new", 6, 7);
        log("a.evtx", "old", 8, 9);

        assertThat(shown()).isEmpty();
    }

    @Test
    void aFileOfCopiedRecordsIsCalledAnExcerpt() {
        var strand = strand(Strand.Numbers.COPIED, "x.evtx", "pc", "Security");
        strand.add(100, BEGIN, "x.evtx", 1, "pc");
        strand.add(110, BEGIN + SECOND, "x.evtx", 2, "pc");
        strand.add(111, BEGIN + 2 * SECOND, "x.evtx", 3, "pc");

        assertThat(shown()).containsExactly("EXCERPT pc 9 {first=100, holes=1, last=111}");
    }

    @Test
    void numbersInAnyOrderGiveTheStretchesOfThePlainWay() {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var numbers = random.ints(1 + random.nextInt(80), 0, 60).boxed().toList();
            var parts = new ArrayList<Stretches>();
            for (int part = 0; part < 3; part++) {
                parts.add(new Stretches(false));
            }
            numbers.forEach(number -> parts.get(random.nextInt(3)).add(number, BEGIN + number, "f", number, "pc"));
            var all = new Stretches(false);
            parts.forEach(all::add);

            var plain = new ArrayList<String>();
            boolean[] there = new boolean[62];
            numbers.forEach(number -> there[number] = true);
            for (int i = 0; i < there.length; i++) {
                if (there[i]) {
                    int from = i;
                    while (there[i]) {
                        i++;
                    }
                    plain.add(from + "-" + (i - 1) + " " + from + " " + (i - 1));
                }
            }
            assertThat(all.all().stream()
                            .map(one -> one.from + "-" + one.to + " " + one.first.record + " " + one.last.record))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
        }
    }

    @Test
    void moreHolesThanAreKeptAreSaidToBeThere() {
        var strand = strand(Strand.Numbers.ORIGINAL, "a.evtx", "", "System");
        for (long number = 0; number < 10_000; number += 2) {
            strand.add(number, BEGIN, "a.evtx", number, "pc");
        }

        assertThat(of(census.gaps(), Gap.Kind.MISSING_RECORDS)).hasSize(Stretches.MOST - 1);
        assertThat(census.gaps().complete()).isFalse();
    }

    // ---- clocks ----

    private void mark(Mark.Meaning meaning, long time, long shift, String... said) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < said.length; i += 2) {
            all.put(said[i], said[i + 1]);
        }
        census.note(new Mark(meaning, "pc", "System", time, shift, new Place("a.evtx", time / SECOND % 1_000), all));
    }

    private void cleared(long time) {
        mark(Mark.Meaning.CLEARED, time, 0, "log", "System", "user", "anna");
    }

    @Test
    void aPersonWhoSetsTheClockIsNamedAndNothingIsCorrected() {
        mark(Mark.Meaning.CLOCK_CHANGED, BEGIN, -DAY, "sid", "S-1-5-21-1-2-3-1001", "user", "anna");

        var gaps = census.gaps();

        assertThat(gaps.all()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.CLOCK_CHANGED);
            assertThat(gap.shift()).isEqualTo(-DAY);
            assertThat(gap.from()).isEqualTo(BEGIN + DAY);
            assertThat(gap.to()).isEqualTo(BEGIN);
            assertThat(gap.said()).containsEntry("user", "anna");
        });
        assertThat(gaps.corrections()).isEmpty();
    }

    @Test
    void whatSeveralLogsTellOfOneChangeIsOneChange() {
        mark(Mark.Meaning.CLOCK_CHANGED, BEGIN, -DAY, "sid", "S-1-5-19");
        mark(Mark.Meaning.CLOCK_CHANGED, BEGIN + SECOND, -DAY + SECOND, "process", "svchost.exe", "sid", "S-1-5-19");
        mark(Mark.Meaning.CLOCK_SET, BEGIN + 2 * SECOND, DAY);
        mark(Mark.Meaning.CLOCK_SET, BEGIN + 2 * SECOND, 2 * DAY);

        var gaps = census.gaps();

        assertThat(gaps.all())
                .singleElement()
                .satisfies(gap -> assertThat(gap.evidence()).hasSize(3));
        assertThat(gaps.corrections())
                .singleElement()
                .satisfies(one -> assertThat(one.from()).isEqualTo(Entry.NO_TIME));
    }

    @Test
    void aStepBackThatAnEventExplainsIsNotToldAgain() {
        log("a.evtx", "pc", 1, 10);
        var strand = strand(Strand.Numbers.ORIGINAL, "a.evtx", "", "System");
        strand.add(11, BEGIN - DAY, "a.evtx", 11, "pc");
        assertThat(of(census.gaps(), Gap.Kind.CLOCK_BACK))
                .singleElement()
                .satisfies(gap -> assertThat(gap.shift()).isEqualTo(-DAY - 10 * SECOND));

        mark(Mark.Meaning.CLOCK_CHANGED, BEGIN - DAY, -DAY, "sid", "S-1-5-19");
        assertThat(of(census.gaps(), Gap.Kind.CLOCK_BACK)).isEmpty();
        assertThat(of(census.gaps(), Gap.Kind.CLOCK_CHANGED)).hasSize(1);
    }

    @Test
    void recordsThatAreWrittenALittleOutOfOrderTellNothing() {
        var strand = strand(Strand.Numbers.ORIGINAL, "a.evtx", "", "System");
        strand.add(1, BEGIN, "a.evtx", 1, "pc");
        strand.add(2, BEGIN - 59 * SECOND, "a.evtx", 2, "pc");

        assertThat(shown()).isEmpty();
    }

    @Test
    void theServiceIsGoneFromItsEndToItsNextBegin() {
        mark(Mark.Meaning.SERVICE_STOPPED, BEGIN, 0);
        mark(Mark.Meaning.SERVICE_STOPPED, BEGIN + SECOND, 0);
        mark(Mark.Meaning.SERVICE_STARTED, BEGIN + 90 * SECOND, 0);
        mark(Mark.Meaning.SERVICE_STARTED, BEGIN + 92 * SECOND, 0);
        mark(Mark.Meaning.SERVICE_STOPPED, BEGIN + DAY, 0);

        assertThat(census.gaps().all())
                .extracting(Gap::kind, Gap::from, Gap::to)
                .containsExactly(
                        tuple(Gap.Kind.SERVICE_STOPPED, BEGIN + DAY, Entry.NO_TIME),
                        tuple(Gap.Kind.SERVICE_STOPPED, BEGIN + SECOND, BEGIN + 90 * SECOND));
    }

    // ---- silence ----

    private void speaks(String channel, int... days) {
        var strand = strand(Strand.Numbers.DAYS, "", "pc", channel);
        for (int day : days) {
            long time = BEGIN + day * DAY;
            strand.add(Math.floorDiv(time, DAY), time, channel, day, "pc");
        }
    }

    private List<String> silences() {
        return of(census.gaps(), Gap.Kind.SILENCE).stream()
                .map(gap -> gap.channel() + " " + gap.evidence().getFirst().record() + "-"
                        + gap.evidence().getLast().record() + " " + gap.said())
                .toList();
    }

    @Test
    void aLogThatSpeaksEveryDayIsSilentWhenItMissesTwo() {
        speaks("Security", 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14);
        speaks("System", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);

        assertThat(silences()).containsExactly("Security 7-10 {typical=1}");
    }

    @Test
    void aLogThatRestsOnWeekendsIsNotSilentOnThem() {
        speaks("Security", 0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18);
        assertThat(silences()).isEmpty();

        speaks("Security", 32, 33, 34, 35, 36);
        assertThat(silences()).containsExactly(" 18-32 {typical=3}");
    }

    @Test
    void whereTheWholeHostIsSilentItIsSaidOnceAndOfRareLogsNothing() {
        speaks("Security", 0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24);
        speaks("System", 0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24);
        speaks("Setup", 0, 24);

        assertThat(silences()).containsExactly(" 6-20 {typical=1}");
    }

    @Test
    void ofLogsThatWereCopiedNobodyKnowsWhetherTheyWereSilent() {
        speaks("Security", 0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24);
        strand(Strand.Numbers.COPIED, "x.evtx", "pc", "Security").add(1, BEGIN, "x.evtx", 1, "pc");

        assertThat(silences()).isEmpty();
    }

    @Test
    void manyHostsTakeNoMoreRoom() {
        for (int i = 0; i < 100_000; i++) {
            census.note(
                    new Mark(Mark.Meaning.CLEARED, "h" + i, "System", BEGIN, 0, new Place("f", i), new TreeMap<>()));
            census.strand(Strand.Numbers.DAYS, "", "h" + i, "System");
        }

        assertThat(census.gaps().all()).hasSize(4_096);
        assertThat(census.gaps().complete()).isFalse();
        assertThat(census.weight()).isLessThan(4 << 20);
    }
}
