package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static de.komcert.app.forensics.timeline.WrittenTimeline.line;
import static org.assertj.core.api.Assertions.assertThat;

/** Searches, held against a look at every event. */
class SearchTests {

    private static final long MILLISECOND = 10_000;
    private static final int TIMELINES = 60;
    private static final int SEARCHES = 60;
    private static final int NO_BOUND = 100_000_000;

    private static final List<String> HOSTS = List.of("srv-1", "SRV-2", "Müller-PC", "İlk", "pc-m.kessler", "");
    private static final List<String> CHANNELS = List.of("Security", "sshd", "Größe", "ΟΔΟΣ", "");
    private static final List<String> IDS = List.of("4688", "46", "4688a", "K\u212A", "");
    private static final List<String> FILES = List.of("auth.log", "C:\\Logs\\Security.evtx", "m.kessler/Übung.log");
    /** Letters whose small ones are written otherwise, characters that differ from letters in one bit, names, and what is usual. */
    private static final List<String> PIECES = List.of(
            "Anmeldung",
            "PowerShell",
            "-enc",
            "SCHLÜSSEL",
            "Schlüssel",
            "GRO\u1E9EE",
            "straße",
            "Άλφα",
            "ΟΔΟΣ",
            "ΑΣ.",
            "ΣΑΣ",
            "\u0130stanbul",
            "i\u0307",
            "\u212Aelvin",
            "\u212Bngström",
            "\u0178psilon",
            "ПАРОЛЬ",
            "пароль",
            "Ⅷ",
            "Ⓐ",
            "\uD801\uDC00\uD801\uDC01",
            "\uD83D\uDE00",
            "\uFF21\uFF22",
            "ǅ",
            "[x]",
            "{x}",
            "a_b",
            "a\u007Fb",
            "@",
            "`",
            "·",
            "…",
            "m.kessler",
            "M.KESSLER",
            "a.yildiz",
            "4688",
            "10.0.0.7",
            "C:\\Windows\\System32",
            "\u00A0",
            "\u2126");

    @TempDir
    Path folder;

    @Test
    void whateverIsSoughtIsFoundInItsOrderInBothDirections() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < TIMELINES; round++) {
            var bytes = WrittenTimeline.bytes(folder, lines(random), masking());
            var clocks = random.nextBoolean() ? Map.<String, Duration>of() : clocks(random);
            try (var file = file(bytes)) {
                var all = all(file, clocks);
                for (int search = 0; search < SEARCHES; search++) {
                    var filter = filter(random, all);
                    var as = "komcert.seed=%d, timeline %d, search %d: %s".formatted(seed, round, search, filter);
                    found += assertFound(file, clocks, filter, all, random, as);
                }
            }
        }
        assertThat(found).as("komcert.seed=%d", seed).isGreaterThan(TIMELINES * SEARCHES);
    }

    private static int assertFound(
            TimelineFile file,
            Map<String, Duration> clocks,
            EventFilter filter,
            List<TimelineEvent> all,
            Random random,
            String as)
            throws IOException {
        var wanted = all.stream().filter(event -> isWanted(event, filter)).toList();
        var open = new OpenTimeline(
                file, order(file, clocks), 1 + random.nextInt(random.nextBoolean() ? 50_000 : NO_BOUND));
        long place = random.nextInt(all.size() + 2) - 1L;
        int most = 1 + random.nextInt(40);

        var forwards = new ArrayList<TimelineEvent>();
        var part = open.from(place, filter, most);
        long first = part.from();
        assertPart(part, wanted, most, as);
        forwards.addAll(part.events());
        while (part.goesOn()) {
            assertThat(part.breaksOffBehind()).as(as).isEqualTo(part.events().size() < most);
            part = open.from(part.to(), filter, most);
            assertPart(part, wanted, most, as);
            forwards.addAll(part.events());
        }
        assertThat(forwards).as(as).isEqualTo(between(wanted, first, all.size()));

        var backwards = new ArrayList<TimelineEvent>();
        part = open.back(place, filter, most);
        long last = part.to();
        assertPart(part, wanted, most, as);
        backwards.addAll(part.events().reversed());
        while (part.goesBack()) {
            assertThat(part.breaksOffBefore()).as(as).isEqualTo(part.events().size() < most);
            part = open.back(part.from(), filter, most);
            assertPart(part, wanted, most, as);
            backwards.addAll(part.events().reversed());
        }
        assertThat(backwards.reversed()).as(as).isEqualTo(between(wanted, 0, last));

        var around = open.around(place, filter, most);
        assertPart(around, wanted, most, as);
        return wanted.size();
    }

    private static void assertPart(Excerpt part, List<TimelineEvent> wanted, int most, String as) {
        assertThat(part.events()).as(as).hasSizeLessThanOrEqualTo(most);
        assertThat(part.events()).as(as).isEqualTo(between(wanted, part.from(), part.to()));
    }

    private static List<TimelineEvent> between(List<TimelineEvent> events, long from, long to) {
        return events.stream()
                .filter(event -> event.place() >= from && event.place() < to)
                .toList();
    }

    /** By reading it. */
    private static boolean isWanted(TimelineEvent event, EventFilter filter) {
        boolean isBounded = filter.from() != Entry.NO_TIME || filter.to() != Entry.NO_TIME;
        long ticks = event.ticks() - event.ahead();
        return (!isBounded || event.isTimed())
                && (filter.from() == Entry.NO_TIME || ticks >= filter.from())
                && (filter.to() == Entry.NO_TIME || ticks <= filter.to())
                && (filter.only() == null || filter.only().contains(event.position()))
                && filter.wants(event);
    }

    private static List<TimelineEvent> all(TimelineFile file, Map<String, Duration> clocks) throws IOException {
        var order = order(file, clocks);
        var all = new ArrayList<TimelineEvent>();
        for (long place = 0; place < file.span().events(); place++) {
            all.add(order.event(place));
        }
        return all;
    }

    private static EventOrder order(TimelineFile file, Map<String, Duration> clocks) throws IOException {
        var runs = new ClockRuns(file, clocks, ClockRuns.MOST_COUNTS);
        return runs.areCorrected() ? new CorrectedOrder(file, runs) : new LoggedOrder(file);
    }

    // ---- what is given to it ----------------------------------------------------------------------------------

    private static List<Sorting.Line> lines(Random random) {
        int count = 1 + random.nextInt(1_500);
        int times = 1 + random.nextInt(200);
        return IntStream.range(0, count)
                .mapToObj(_ -> line(
                        random.nextInt(20) == 0 ? Entry.NO_TIME : random.nextInt(times) * MILLISECOND,
                        List.of(
                                one(CHANNELS, random),
                                random.nextInt(3) == 0 ? one(PIECES, random) : one(CHANNELS, random),
                                one(IDS, random),
                                one(HOSTS, random)),
                        one(FILES, random),
                        text(random)))
                .toList();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(one(PIECES, random)).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static Map<String, Duration> clocks(Random random) {
        return Map.of(
                "srv-1", Duration.ofMillis(random.nextInt(-90, 90)),
                "SRV-2", Duration.ofMillis(random.nextInt(-90, 90)));
    }

    private static EventFilter filter(Random random, List<TimelineEvent> all) {
        var words = Stream.generate(() -> part(one(all, random), random))
                .limit(random.nextInt(4))
                .filter(word -> !word.isEmpty())
                .toList();
        var some = one(all, random);
        return new EventFilter(
                words,
                random.nextInt(5) == 0 ? part(some.host(), random) : "",
                random.nextInt(5) == 0 ? part(some.channel() + some.provider(), random) : "",
                random.nextInt(5) == 0 ? some.eventId() : "",
                random.nextInt(5) == 0 ? random.nextInt(200) * MILLISECOND : Entry.NO_TIME,
                random.nextInt(5) == 0 ? random.nextInt(200) * MILLISECOND : Entry.NO_TIME,
                random.nextInt(5) == 0 ? some(random, all) : null);
    }

    private static Set<Long> some(Random random, List<TimelineEvent> all) {
        var some = new HashSet<Long>();
        for (int i = random.nextInt(30); i > 0; i--) {
            some.add(one(all, random).position());
        }
        return some;
    }

    private static String part(TimelineEvent event, Random random) {
        return random.nextInt(10) == 0
                ? "nirgends"
                : part(
                        switch (random.nextInt(7)) {
                            case 0 -> event.host();
                            case 1 -> event.channel();
                            case 2 -> event.provider();
                            case 3 -> event.eventId();
                            case 4 -> event.file();
                            default -> event.text();
                        },
                        random);
    }

    /** Some of it in small letters, as a word that was typed: without blanks, and be it half a character. */
    private static String part(String text, Random random) {
        var word = one(List.of(text.toLowerCase(Locale.ROOT).split("\\s+")), random);
        int from = random.nextInt(word.length() + 1);
        return word.substring(from, Math.min(word.length(), from + random.nextInt(10)));
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Masking masking() {
        return new Masking(Map.of("m.kessler", 7, "a.yildiz", 12));
    }

    // ---- what it costs ----------------------------------------------------------------------------------------

    @Test
    void forARareWordHardlyAnyOtherEventIsRead() throws IOException {
        try (var file = file(WrittenTimeline.bytes(folder, many(50_000), masking()))) {
            var sieve = new Sieve(word("ereignis-49999"), file.words());
            int passed = 0;
            for (long block = 0; block * TimelineFile.BLOCK < file.span().events(); block++) {
                passed += sieve.of(file.block(block)).places().cardinality();
            }
            // What stands in the bytes of times and numbers may be a letter by chance.
            assertThat(passed).isBetween(1, 500);
        }
    }

    @Test
    void wordsThatStandInNoDictionaryAreFoundToo() throws IOException {
        try (var file = file(WrittenTimeline.bytes(folder, many(70_000), masking()))) {
            assertThat(file.words()).hasSize(1 << 16).doesNotContain("pc-69999");
            var open = new OpenTimeline(file, new LoggedOrder(file));
            var host = new EventFilter(List.of(), "pc-69999", "", "", Entry.NO_TIME, Entry.NO_TIME);
            for (var filter : List.of(host, word("pc-69999"), word("ereignis-69999"))) {
                assertThat(open.from(0, filter, 10).events())
                        .extracting(TimelineEvent::position)
                        .containsExactly(69_999L);
            }
        }
    }

    @Test
    void aSearchThatHasDoneItsWorkSaysHowFarItCameAndGoesOnFromThere() throws IOException {
        var bytes = WrittenTimeline.bytes(folder, many(50_000), masking());
        try (var file = file(bytes)) {
            var open = new OpenTimeline(file, new LoggedOrder(file), bytes.length / 2);
            var last = word("ereignis-49999");

            var part = open.from(0, last, 10);

            assertThat(part.events()).isEmpty();
            assertThat(part.breaksOffBehind()).isTrue();
            assertThat(part.breaksOffBefore()).isFalse();
            assertThat(part.scanned()).isBetween(2_000L, 25_000L);
            int clicks = 1;
            while (part.goesOn()) {
                part = open.from(part.to(), last, 10);
                clicks++;
            }
            assertThat(clicks).isBetween(3, 10);
            assertThat(part.events()).extracting(TimelineEvent::position).containsExactly(49_999L);

            var back = open.back(50_000, word("ereignis-0"), 10);
            assertThat(back.breaksOffBefore()).isTrue();
            assertThat(back.breaksOffBehind()).isFalse();
            assertThat(back.scanned()).isBetween(2_000L, 25_000L);

            var around = open.around(25_000, word("nirgends"), 10);
            assertThat(around.breaksOffBefore()).isTrue();
            assertThat(around.breaksOffBehind()).isTrue();
        }
    }

    @Test
    void manyWordsAreMoreWork() throws IOException {
        var bytes = WrittenTimeline.bytes(folder, many(50_000), masking());
        var usual = "ereignis-";
        var many = IntStream.range(0, usual.length() - 1)
                .boxed()
                .flatMap(from ->
                        IntStream.rangeClosed(from + 2, usual.length()).mapToObj(to -> usual.substring(from, to)))
                .toList();

        assertThat(scanned(bytes, List.of(usual, "nirgends")))
                .isGreaterThan(2
                        * scanned(
                                bytes,
                                Stream.concat(many.stream(), Stream.of("nirgends"))
                                        .toList()));
    }

    private long scanned(byte[] bytes, List<String> words) throws IOException {
        try (var file = file(bytes)) {
            var filter = new EventFilter(words, "", "", "", Entry.NO_TIME, Entry.NO_TIME);
            return new OpenTimeline(file, new LoggedOrder(file), bytes.length / 2)
                    .from(0, filter, 10)
                    .scanned();
        }
    }

    private static EventFilter word(String word) {
        return new EventFilter(List.of(word), "", "", "", Entry.NO_TIME, Entry.NO_TIME);
    }

    private static List<Sorting.Line> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line(i * MILLISECOND, "PC-" + i, "Ereignis-" + i))
                .toList();
    }

    private TimelineFile file(byte[] bytes) throws IOException {
        return TimelineFile.open(WrittenTimeline.channel(folder, bytes));
    }
}
