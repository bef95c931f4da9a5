package de.komcert.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import de.komcert.traces.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class InputsTests {

    private static final Kind ALL = Kind.LOGS.or(Kind.JSON_LINES);
    private static final String SYSLOG = "Mar  9 08:00:00 srv sshd[1]: Accepted password for m.muster\n";

    private static List<String> names(List<Input> inputs) {
        return inputs.stream().map(Input::name).toList();
    }

    @Test
    void logsAreFoundByNameOrContentAndInCollections() throws IOException {
        var files = List.of(
                new Inputs.Named("notes.txt", Memory.text("Nothing to see\n")),
                new Inputs.Named(
                        "host.zip",
                        Memory.zip(Map.of("var/log/auth.log", SYSLOG, "x.png", "x"))
                                .content()),
                new Inputs.Named("events.jsonl", Memory.text("{}\n")),
                new Inputs.Named("auth.log", Memory.text(SYSLOG)),
                new Inputs.Named("Security.evtx", Memory.text("broken")));

        try (var inputs = Inputs.among(files, ALL, Stop.NEVER)) {
            assertThat(names(inputs.files()))
                    .containsExactly("Security.evtx", "auth.log", "events.jsonl", "host.zip/var/log/auth.log");
            assertThat(inputs.files())
                    .extracting(Input::format)
                    .containsExactly(Format.WINDOWS, Format.SYSLOG, Format.JSON_LINES, Format.SYSLOG);
            assertThat(names(inputs.collections())).containsExactly("host.zip");
            assertThat(inputs.passedOver()).isEqualTo(2);
            assertThat(inputs.troubles()).isEmpty();
            assertThat(inputs.missing()).isEmpty();
        }
    }

    @Test
    void whatIsCalledJsonLinesIsReadAsWhatItHolds() throws IOException {
        var record = "{\"CreationTime\":\"2026-03-08T06:00:00\",\"Operation\":\"x\",\"Workload\":\"y\"}\n";
        var files = List.of(
                new Inputs.Named("a.jsonl", Memory.text(record)),
                new Inputs.Named("b.jsonl", Memory.text("{\"product\":\"m365\"," + record.substring(1))),
                new Inputs.Named("c.zip", Memory.zip(Map.of("c.jsonl", record)).content()));

        try (var inputs = Inputs.among(files, ALL, Stop.NEVER)) {
            assertThat(inputs.files())
                    .extracting(Input::format)
                    .containsExactly(Format.CLOUD, Format.JSON_LINES, Format.CLOUD);
        }
    }

    @Test
    void theOrderDependsOnNamesAndContentsOnly() throws IOException {
        var files = new ArrayList<Inputs.Named>();
        for (var name : List.of("b.log", "a.log", "a.log", "c/a.log")) {
            files.add(new Inputs.Named(name, Memory.text(SYSLOG + name + files.size() + "\n")));
        }
        var expected = sums(files);
        assertThat(expected).hasSize(4).doesNotHaveDuplicates();

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(files, new Random(seed));
            assertThat(sums(files)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static List<String> sums(List<Inputs.Named> files) throws IOException {
        var sums = new ArrayList<String>();
        try (var inputs = Inputs.among(files, ALL, Stop.NEVER)) {
            for (var file : inputs.files()) {
                sums.add(file.name() + " " + file.content().sha256());
            }
        }
        return sums;
    }

    @Test
    void whatCannotBeReadIsATroubleAndTheRestIsFound() throws IOException {
        var broken = Content.of(10, Memory.WRITTEN, "", () -> {
            throw new IOException("Gone");
        });
        var files = List.of(
                new Inputs.Named("a.log", broken),
                new Inputs.Named("b.zip", broken),
                new Inputs.Named("c.zip", Memory.text("no archive")),
                new Inputs.Named("d.log", Memory.text(SYSLOG)));

        try (var inputs = Inputs.among(files, ALL, Stop.NEVER)) {
            assertThat(names(inputs.files())).containsExactly("d.log");
            assertThat(inputs.troubles())
                    .extracting(Trouble::file, trouble -> trouble.problem().kind())
                    .containsExactly(
                            tuple("a.log", "NOT_OPENED"),
                            tuple("b.zip", "NOT_OPENED"),
                            tuple("c.zip", "ZIP_DIRECTORY"),
                            tuple("c.zip", "ZIP_EMPTY"));
        }
    }

    @Test
    void theFilesOfACollectionAreReadByManyThreadsFromChannelsThatAreForOne() throws Exception {
        var packed = new HashMap<String, String>();
        for (int i = 0; i < 40; i++) {
            packed.put("log/%02d.log".formatted(i), SYSLOG.repeat(2_000 + i));
        }
        var archive = Memory.zip(packed);
        try (var inputs = Inputs.among(List.of(new Inputs.Named("host.zip", archive.content())), ALL, Stop.NEVER)) {
            var lengths = Collections.synchronizedMap(new TreeMap<String, Integer>());
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (var file : inputs.files()) {
                        try (var in = file.content().stream()) {
                            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            lengths.merge(file.name(), text.length(), Integer::sum);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(lengths).hasSize(40);
            packed.forEach((name, text) -> assertThat(lengths).containsEntry("host.zip/" + name, 4 * text.length()));
            assertThat(archive.open()).isBetween(1, 4).isEqualTo(archive.opened());
        }
        assertThat(archive.open()).isZero();
    }

    @Test
    void goingThroughACollectionBreaksOffInItsMidst() throws IOException {
        var archive = Memory.zip(Map.of("a.log", SYSLOG, "b.log", SYSLOG));
        var asked = new int[1];
        var files = List.of(new Inputs.Named("host.zip", archive.content()));

        assertThatThrownBy(() -> Inputs.among(files, ALL, () -> ++asked[0] > 3)).isInstanceOf(Stopped.class);
        assertThat(archive.opened()).isPositive();
        assertThat(archive.open()).isZero();
    }

    @Test
    void aCollectionThatWasOpenedBeforeTheSearchBrokeOffIsClosed() throws IOException {
        var archive = Memory.zip(Map.of("a.log", SYSLOG));
        var isWanted = new boolean[1];
        try (var search = new Search(ALL, () -> isWanted[0], collection -> {})) {
            search.look(new Inputs.Named("host.zip", archive.content()));
            isWanted[0] = true;
            assertThatThrownBy(() -> search.look(new Inputs.Named("a.log", Memory.text(SYSLOG))))
                    .isInstanceOf(Stopped.class);
            assertThat(archive.open()).isPositive();
        }
        assertThat(archive.open()).isZero();
    }

    @Test
    void whatIsNamedIsReadWhateverItIsCalled() throws IOException {
        var watched = new ArrayList<String>();
        try (var search = new Search(Kind.LOGS, Stop.NEVER, watched::add)) {
            search.take(new Inputs.Named("unknown", Memory.text("Nothing to see\n")));
            search.take(new Inputs.Named(
                    "export", Memory.zip(Map.of("auth.log", SYSLOG, "x", "x")).content()));
            search.misses(new Trouble("gone.evtx", new Problem("MISSING", "There is no such file", 0, true)));
            try (var inputs = search.inputs()) {
                assertThat(names(inputs.files())).containsExactly("export/auth.log", "unknown");
                assertThat(inputs.files()).extracting(Input::format).containsExactly(Format.SYSLOG, Format.WINDOWS);
                assertThat(inputs.missing()).containsExactly("gone.evtx");
                assertThat(inputs.troubles()).extracting(Trouble::file).containsExactly("gone.evtx");
            }
        }
        assertThat(watched).containsExactly("export");
    }

    @Test
    void whatIsPackedInAWayThatIsNotUnpackedIsSaidWhereItIsALogOrMeantAsOne() throws IOException {
        var bzip2 = Memory.text("BZh91AY&SY and so on");
        try (var search = new Search(Kind.LOGS, Stop.NEVER, collection -> {})) {
            search.look(new Inputs.Named("var/log/messages-20261001.bz2", bzip2));
            search.look(new Inputs.Named("usr/share/man/man1/ls.1.gz.bz2", bzip2));
            search.take(new Inputs.Named("notes", bzip2));
            try (var inputs = search.inputs()) {
                assertThat(inputs.files()).isEmpty();
                assertThat(inputs.passedOver()).isEqualTo(2);
                assertThat(inputs.missing()).containsExactly("notes");
                assertThat(inputs.troubles())
                        .extracting(Trouble::file, trouble -> trouble.problem().kind())
                        .containsExactly(tuple("notes", "BZIP2"), tuple("var/log/messages-20261001.bz2", "BZIP2"));
            }
        }
    }
}
