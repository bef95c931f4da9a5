package de.komcert.traces.census;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.EventKind;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Text;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.Origin;
import de.komcert.traces.SharedData;
import de.komcert.traces.json.JsonEntries;
import de.komcert.traces.linux.SyslogEntries;
import de.komcert.traces.windows.WindowsEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CensusTests {

    @TempDir
    private Path folder;

    private static final int PART = 3;

    private static Census json(String... lines) throws IOException {
        return json(new CensusTaker(), lines);
    }

    private static Census json(CensusTaker taker, String... lines) throws IOException {
        var text = String.join("\n", lines).replace('\'', '"');
        var reader = new JsonEntries(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), problem -> {
            throw new AssertionError(problem);
        });
        while (reader.next()) {
            taker.add("f", reader.entry());
        }
        return taker.take();
    }

    /** Takes the census of a log in parts, as several threads do. */
    private static List<Census> parts(Path log, CensusTaker taker, WindowsEntries reader) throws IOException {
        var parts = new ArrayList<Census>();
        try (var channel = FileChannel.open(log)) {
            long chunks = WindowsEntries.chunks(channel.size());
            for (long first = 0; first < chunks; first += PART) {
                reader.open(channel, first, Math.min(PART, chunks - first), problem -> {});
                while (reader.next()) {
                    taker.add("f", reader.entry());
                }
                parts.add(taker.take());
            }
        }
        return parts;
    }

    private static Census sum(List<Census> parts) {
        return parts.stream().reduce(new Census(), Census::add);
    }

    @Test
    void entriesAreCountedByHostLogWriterAndEvent() throws IOException {
        var census = json(
                "{'product':'windows','Computer':'pc','Channel':'Security','Provider_Name':'A','EventID':4688,'time':'2026-03-09T08:00:00Z','CommandLine':'','User':'x'}",
                "{'product':'windows','Computer':'pc','Channel':'Security','Provider_Name':'A','EventID':4688,'time':'2026-03-09T07:00:00Z','CommandLine':null,'User':''}",
                "{'product':'windows','Computer':'dc','Channel':'Security','Provider_Name':'A','EventID':4688,'CommandLine':'y','User':'x'}",
                "{'Channel':['a','b'],'EventID':1}");

        assertThat(census.count()).isEqualTo(4);
        assertThat(census.hosts()).containsExactly("", "dc", "pc");
        var held = census.held();
        assertThat(held)
                .extracting(kind -> kind.host() + " " + kind.channel() + " " + kind.eventId() + " " + kind.count())
                .containsExactly(" a 1 1", "dc Security 4688 1", "pc Security 4688 2");
        assertThat(held.get(2).fields())
                .containsExactly("Channel", "Computer", "EventID", "Provider_Name", "User", "product", "time");
        assertThat(Moment.instant(held.get(2).first())).hasToString("2026-03-09T07:00:00Z");
        assertThat(Moment.instant(held.get(2).last())).hasToString("2026-03-09T08:00:00Z");
        assertThat(held.get(1).first()).isEqualTo(Entry.NO_TIME);
        assertThat(census.logs()).hasSize(3);
        assertThat(census.logs().get(2).eventIds()).isEqualTo(Map.of("4688", 2L));
    }

    @Test
    void anExportWithoutProvidersTellsOfClearedLogsWhereTheLogAloneSaysWhoWrote() throws IOException {
        var gaps = json(
                        "{'Computer':'pc','Channel':'Security','EventID':1102,'SubjectUserName':'anna'}",
                        "{'Computer':'pc','Channel':'System','EventID':104}",
                        "{'Computer':'pc','Channel':'System','EventID':1102}",
                        "{'Computer':'pc','Channel':'Application','EventID':1102}",
                        "{'Computer':'pc','Channel':'Security','Provider_Name':'Mine','EventID':1102}")
                .gaps();

        assertThat(gaps.all())
                .extracting(gap -> gap.kind() + " " + gap.channel() + " " + gap.said())
                .containsExactlyInAnyOrder("CLEARED Security {log=Security, user=anna}", "CLEARED System {log=System}");
    }

    @Test
    void rulesSeeTheKindsWhateverTheHostAndAsTheFieldsSay() throws IOException {
        var census = json(
                "{'Computer':'pc','Channel':'Security','EventID':4688,'CommandLine':''}",
                "{'Computer':'dc','Channel':'Security','EventID':4688,'CommandLine':'y'}",
                "{'Channel':['a','b'],'event_id':1,'SourceName':'x'}");

        var all = census.kinds();
        assertThat(all).hasSize(2);
        assertThat(all.get(0))
                .isEqualTo(new EventKind(
                        LogSource.UNKNOWN,
                        null,
                        null,
                        null,
                        new EventKind.Fields.Only(new TreeSet<>(List.of("Channel", "event_id", "SourceName")))));
        assertThat(all.get(1).channel()).isEqualTo("Security");
        assertThat(all.get(1).fields().mayHave("CommandLine")).isTrue();
        assertThat(census.kinds("pc"::equals).getFirst().fields().mayHave("CommandLine"))
                .isFalse();
    }

    @Test
    void linesOfLinuxAreCountedByServiceAndProgram() throws IOException {
        var taker = new CensusTaker();
        var reader = new SyslogEntries(
                new ByteArrayInputStream("""
                    2026-03-09T08:00:00Z web sshd[1]: Failed password for root from 192.0.2.1 port 22 ssh2
                    2026-03-09T08:00:01Z web sudo[2]: anna : TTY=pts/0
                    """.getBytes(StandardCharsets.UTF_8)),
                Assumed.of(Instant.parse("2026-03-09T00:00:00Z"), ZoneOffset.UTC),
                problem -> {});
        while (reader.next()) {
            taker.add("f", reader.entry());
        }
        var census = taker.take();

        assertThat(census.held())
                .extracting(kind -> kind.host() + " " + kind.channel() + " " + kind.provider())
                .containsExactly("web sshd sshd", "web sudo sudo");
        assertThat(census.kinds()).allMatch(kind -> kind.channel() == null && kind.provider() == null);
    }

    @Test
    void partsInAnyOrderGiveTheSameCensusAsThePlainWay() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var taker = new CensusTaker();
        var reader = new WindowsEntries(Pipeline.standard());
        var plain = new Plain();
        var parts = new ArrayList<Census>();
        for (var log : SharedData.logs("evtx")) {
            parts.addAll(parts(log, taker, reader));
            plain.read(log);
        }
        Collections.shuffle(parts, new Random(seed));

        var census = sum(parts);

        assertThat(census.count()).as("seed %d", seed).isEqualTo(8_255 + 9_813);
        assertThat(census.isComplete()).isTrue();
        assertThat(census.held().stream().collect(Collectors.toMap(CensusTests::name, CensusTests::says)))
                .as("seed %d", seed)
                .isEqualTo(plain.says());
    }

    private static String name(Census.Held kind) {
        return String.join("|", kind.host(), kind.channel(), kind.provider(), kind.eventId());
    }

    private static String says(Census.Held kind) {
        return kind.count() + " " + kind.first() + " " + kind.last() + " " + kind.fields();
    }

    /** The same by the plainest code. */
    private static final class Plain {
        private final Map<String, List<Long>> times = new TreeMap<>();
        private final Map<String, TreeSet<String>> fields = new TreeMap<>();

        void read(Path log) throws IOException {
            try (var channel = FileChannel.open(log)) {
                var reader = new WindowsEntries(Pipeline.standard())
                        .open(channel, 0, WindowsEntries.chunks(channel.size()), problem -> {});
                while (reader.next()) {
                    var entry = reader.entry();
                    var name = IntStream.of(3, 0, 1, 2)
                            .mapToObj(origin -> Objects.requireNonNullElse(entry.origin(Origin.values()[origin]), ""))
                            .collect(Collectors.joining("|"));
                    times.computeIfAbsent(name, n -> new ArrayList<>()).add(entry.time());
                    var valued = fields.computeIfAbsent(name, n -> new TreeSet<>());
                    for (int slot = 0; slot < entry.layout().size(); slot++) {
                        for (int i = 0; i < entry.count(slot); i++) {
                            var text = new Text();
                            entry.text(slot, i, text);
                            if (!text.toString().isEmpty()) {
                                valued.add(entry.layout().names().get(slot));
                            }
                        }
                    }
                }
            }
        }

        Map<String, String> says() {
            return times.keySet().stream()
                    .collect(Collectors.toMap(
                            name -> name,
                            name -> times.get(name).size() + " " + Collections.min(times.get(name)) + " "
                                    + Collections.max(times.get(name)) + " " + fields.get(name)));
        }
    }

    @Test
    void whateverIsMadeUpTakesNoMoreRoomAndTheSameKindsAreKeptInAnyOrder() throws IOException {
        var random = new Random(7);
        var lines = IntStream.range(0, 3 * Census.MOST_KINDS)
                .mapToObj(i -> "{'Computer':'h%06d','EventID':%d,'x':1}".formatted(i % (2 * Census.MOST_KINDS), i % 3))
                .collect(Collectors.toCollection(ArrayList::new));
        var expected = json(lines.toArray(String[]::new));

        Collections.shuffle(lines, random);
        int half = lines.size() / 2;
        var taker = new CensusTaker();
        var first = json(taker, lines.subList(0, half).toArray(String[]::new));
        var second = json(taker, lines.subList(half, lines.size()).toArray(String[]::new));
        var census = second.add(first);

        assertThat(census.held()).hasSize(Census.MOST_KINDS).isEqualTo(expected.held());
        assertThat(census.count()).isEqualTo(lines.size());
        assertThat(census.beyond()).isEqualTo(expected.beyond()).isPositive();
        assertThat(census.isComplete()).isFalse();
    }

    @Test
    void ofAnEventWithMadeUpFieldsNothingIsSaidOfItsFields() throws IOException {
        var many = IntStream.range(0, 300).mapToObj(i -> "'f" + i + "':'x'").collect(Collectors.joining(","));
        var census = json("{'EventID':1," + many + "}", "{'EventID':1,'a':'b'}", "{'EventID':2,'a':'b'}");

        var held = census.held();
        assertThat(held.get(0).allFields()).isFalse();
        assertThat(held.get(0).fields()).isEmpty();
        assertThat(held.get(1).allFields()).isTrue();
        assertThat(census.kinds().get(0).fields().mayHave("anything")).isTrue();
    }

    @Test
    void overlongNamesAreCountedAndNotKept() throws IOException {
        var census = json("{'Computer':'" + "x".repeat(100_000) + "','EventID':1}", "{'Computer':'x','EventID':1}");

        assertThat(census.hosts()).containsExactly("x");
        assertThat(census.beyond()).isEqualTo(1);
        assertThat(new HashSet<>(census.kinds())).hasSize(1);
    }

    @Test
    void logsThatAreDamagedAtRandomGiveACensusAsWell() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var log = SharedData.logs("evtx/format-samples/system.evtx").getFirst();
        byte[] whole = Files.readAllBytes(log);
        byte[] some = Arrays.copyOf(whole, 4096 + 4 * 65536);
        var taker = new CensusTaker();
        var reader = new WindowsEntries(Pipeline.standard());
        for (int round = 0; round < 200; round++) {
            byte[] changed = some.clone();
            for (int i = 0; i < 200; i++) {
                changed[4096 + random.nextInt(changed.length - 4096)] = (byte) random.nextInt();
            }
            var file = Files.write(folder.resolve("log.evtx"), changed);
            long count = 0;
            var census = new Census();
            try (var channel = FileChannel.open(file)) {
                reader.open(channel, 0, 4, problem -> {});
                while (reader.next()) {
                    taker.add("log.evtx", reader.entry());
                    count++;
                }
            }
            census.add(taker.take());
            census.gaps();
            assertThat(census.count()).as("seed %d", seed).isEqualTo(count);
        }
    }
}
