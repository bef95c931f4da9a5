package de.komcert.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResumeTests {

    private static final String GOES_ON = "Setze fort: ";

    @TempDir
    private Path folder;

    private Path saved;
    private Examination examination;

    @BeforeEach
    void makeRulesAndLogs() throws IOException {
        saved = folder.resolve("run");
        examination = Examination.in(folder);
        examination.rule("rules.yml", Examination.commands("zwei", "Oft", 3) + """
                ---
                title: Start
                id: start
                level: low
                logsource: {product: windows, category: process_creation}
                detection: {sel: {Image|endswith: .exe}, condition: sel}
                """);
        var logs = examination.logs();
        var log = new SampleLog().process("a.exe", "eins").process("b.exe", "zwei \ud800 \u00fc");
        Files.write(logs.resolve("large.evtx"), log.repeated(170));
        Files.write(logs.resolve("cut.evtx"), Arrays.copyOf(log.repeated(40), 1_000_000));
        log.write(logs.resolve("small.evtx"));
    }

    private static List<String> with(List<String> words, Object... more) {
        return Stream.concat(words.stream(), Stream.of(more).map(Object::toString))
                .toList();
    }

    private static String withoutTheLineThatItGoesOn(Called called) {
        return called.err()
                .lines()
                .filter(line -> !line.startsWith(GOES_ON))
                .toList()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan --format jsonl",
                "scan --format html",
                "timeline --format csv",
                "timeline --format timesketch",
                "evtx dump"
            })
    void aRunThatGoesOnGivesWhatAnUnbrokenOneGives(String command) {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var words = examination.words(command);
        var unbroken = Called.komcert(words.toArray());
        assertThat(unbroken.exit()).isZero();
        for (int round = 0; round < 4; round++) {
            var threads = with(words, "--resume", saved, "--threads", 1 + random.nextInt(4));
            boolean broke =
                    Called.isBrokenOff(threads, random.nextInt(unbroken.out().length() + 1));
            broke &= Called.isBrokenOff(threads, random.nextInt(unbroken.out().length() + 1));
            assertThat(Files.exists(saved.resolve("komcert-lauf.bin"))).isEqualTo(broke);

            var resumed = Called.komcert(threads.toArray());

            assertThat(resumed.out()).as("seed %d, round %d", seed, round).isEqualTo(unbroken.out());
            assertThat(withoutTheLineThatItGoesOn(resumed)).isEqualTo(withoutTheLineThatItGoesOn(unbroken));
            assertThat(saved).isEmptyDirectory();
        }
    }

    @Test
    void whatIsDoneIsNotReadAgain() throws IOException {
        var words = with(examination.words("timeline --format jsonl"), "--resume", saved);
        assertThat(Called.isBrokenOff(words, 0)).isTrue();
        assertThat(Files.getPosixFilePermissions(saved.resolve("komcert-lauf.bin")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        assertThat(Called.komcert(words.toArray()).err())
                .contains("Setze fort: 8 von 8 Abschnitten sind schon gelesen.");
    }

    @Test
    void whateverAPowerCutLeavesOfTheFileTheResultIsTheSame() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var words = with(examination.words("timeline --format jsonl"), "--resume", saved);
        var unbroken =
                Called.komcert(examination.words("timeline --format jsonl").toArray());
        assertThat(Called.isBrokenOff(words, 0)).isTrue();
        var file = saved.resolve("komcert-lauf.bin");
        byte[] whole = Files.readAllBytes(file);
        for (int round = 0; round < 40; round++) {
            byte[] left = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int at = 40 + random.nextInt(whole.length), i = 0;
                    round % 2 == 1 && i < 512 && at + i < left.length;
                    i++) {
                left[at + i] = (byte) (round % 4 == 1 ? 0 : random.nextInt());
            }
            Files.write(file, left);

            var resumed = Called.komcert(words.toArray());

            assertThat(resumed.exit())
                    .as("seed %d, round %d: %s", seed, round, resumed.err())
                    .isZero();
            assertThat(resumed.out()).as("seed %d, round %d", seed, round).isEqualTo(unbroken.out());
        }
    }

    @Test
    void aRunWithOtherInputOrRulesIsRefusedAndKept() throws IOException {
        var words = with(examination.words("scan --format jsonl"), "--resume", saved);
        assertThat(Called.isBrokenOff(words, 0)).isTrue();
        Files.writeString(examination.rules().resolve("rules.yml"), "# ein Wort mehr\n", StandardOpenOption.APPEND);

        var other = Called.komcert(words.toArray());

        assertThat(other.exit()).isEqualTo(64);
        assertThat(other.err()).contains("liegt ein angefangener Lauf mit anderen Dateien, Regeln oder Angaben");
        assertThat(saved.resolve("komcert-lauf.bin")).isNotEmptyFile();
    }

    @Test
    void twoRunsDoNotShareAFolder() throws IOException {
        Files.createDirectories(saved);
        var words = with(examination.words("evtx dump"), "--resume", saved);
        try (var other = FileChannel.open(
                saved.resolve("komcert-lauf.bin"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock()).isNotNull();

            var called = Called.komcert(words.toArray());

            assertThat(called.exit()).isEqualTo(73);
            assertThat(called.err()).contains("arbeitet gerade ein anderer Lauf");
        }
        assertThat(Called.komcert(words.toArray()).exit()).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenAndStandardInputAreRefused() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThat(Called.komcert(with(examination.words("evtx dump"), "--resume", file)
                                .toArray())
                        .exit())
                .isEqualTo(73);
        assertThat(Called.komcert("scan", "--rules", examination.rules(), "--input", "ndjson", "--resume", saved, "-")
                        .exit())
                .isEqualTo(64);
    }

    /** Kills the program itself, as a power cut or an impatient user does. */
    @Test
    @Tag("long")
    void killedRunsGoOnUntilTheyEnd() throws IOException, InterruptedException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        byte[] log = new SampleLog()
                .process("a.exe", "eins")
                .process("b.exe", "zwei")
                .repeated(2_000);
        Files.write(examination.logs().resolve("larger.evtx"), log);
        var words = with(examination.words("timeline --format jsonl"));
        var unbroken = Called.komcert(words.toArray());
        var output = folder.resolve("result.jsonl");
        var file = saved.resolve("komcert-lauf.bin");
        int killed = 0;
        for (int round = 0; round < 6; round++) {
            boolean ended = false;
            for (int tries = 0; !ended && tries < 50; tries++) {
                long until = (Files.exists(file) ? Files.size(file) : 0) + random.nextInt(60_000);
                ended = !Called.isKilled(
                        with(words, "--resume", saved, "--output", output, "--quiet"),
                        file,
                        random.nextInt(4) > 0 ? until : Long.MAX_VALUE);
                killed += ended ? 0 : 1;
            }
            assertThat(ended).as("seed %d", seed).isTrue();
            assertThat(Files.readString(output))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(unbroken.out());
        }
        assertThat(killed).as("seed %d", seed).isPositive();
    }
}
