package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
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

/** A run with the lists of Einrichtungen that breaks off goes on with the same lists, and with no others. */
class ResumeListsTests {

    @TempDir
    private Path folder;

    private Examination examination;
    private Path saved;
    private Path file;

    /** Each Einrichtung has the tool of the other in its logs, and its own in its list. */
    @BeforeEach
    void makeRulesLogsAndLists() throws IOException {
        saved = folder.resolve("run");
        file = saved.resolve("komcert-lauf.bin");
        examination = Examination.in(folder);
        examination.rule("rules.yml", """
                title: Fremdes Werkzeug
                id: stranger
                level: high
                logsource: {product: windows, category: process_creation}
                detection:
                    sel: {Image|endswith: .exe}
                    own: {Image|expand: '%Tools%'}
                    condition: sel and not own
                ---
                title: Befehl
                id: befehl
                level: low
                logsource: {product: windows, category: process_creation}
                detection: {sel: {CommandLine|expand|contains: '%Words%'}, condition: sel}
                """);
        byte[] log = new SampleLog()
                .process("nord.exe", "eins")
                .process("sued.exe", "zwei")
                .repeated(80);
        for (var place : List.of("nord", "sued")) {
            Files.write(
                    Files.createDirectories(examination.logs().resolve(place)).resolve("a.evtx"), log);
            list(place, place + ".exe");
        }
        list("words", "zwei");
    }

    private Path list(String name, String... values) throws IOException {
        return Files.write(folder.resolve(name + ".txt"), List.of(values));
    }

    private String at(String einrichtung, String place) {
        return "--einrichtung=" + einrichtung + "=" + examination.logs().resolve(place);
    }

    private String filled(String list, String name) {
        return "--list=" + list + "=" + folder.resolve(name + ".txt");
    }

    private List<String> lists() {
        return List.of(
                at("Nord", "nord"),
                at("Süd", "sued"),
                filled("Nord:Tools", "nord"),
                filled("Süd:Tools", "sued"),
                filled("Words", "words"));
    }

    private List<String> words(String command, List<String> lists) {
        return examination.words(
                command,
                Stream.concat(lists.stream(), Stream.of("--resume=" + saved)).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan --format jsonl", "scan --format html", "timeline --format csv"})
    void withTheSameListsItGivesTheSameBytes(String command) throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var unbroken = examination.run(command, lists().toArray());
        assertThat(unbroken.exit()).isZero();
        assertThat(unbroken.err()).contains("Treffer: 320, hoch 160, niedrig 160.");
        for (int round = 0; round < 4; round++) {
            assertThat(Called.isBrokenOff(
                            words(command, lists()),
                            random.nextInt(unbroken.out().length())))
                    .isTrue();
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 2)));
            var others = new ArrayList<>(lists());
            Collections.shuffle(others, random);
            list("nord", "# the same, written otherwise", "nord.exe", "nord.exe", "");

            var resumed = Called.komcert(words(command, others).toArray());

            assertThat(resumed.out()).as("seed %d, round %d", seed, round).isEqualTo(unbroken.out());
            assertThat(resumed.err()).as("seed %d, round %d", seed, round).contains("Setze fort: ");
            assertThat(saved).isEmptyDirectory();
        }
    }

    /** Kills the program itself, in the midst of reading. */
    @Test
    @Tag("long")
    void aKilledRunGoesOnWithTheSameLists() throws IOException, InterruptedException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var larger = new SampleLog()
                .process("nord.exe", "eins")
                .process("sued.exe", "zwei")
                .repeated(1_500);
        Files.write(examination.logs().resolve("nord/b.evtx"), larger);
        var command = "scan --format jsonl";
        var unbroken = examination.run(command, lists().toArray());
        var output = folder.resolve("result.jsonl");
        int killed = 0;
        for (int round = 0; round < 3; round++) {
            boolean ended = false;
            for (int tries = 0; !ended && tries < 40; tries++) {
                long until = (Files.exists(file) ? Files.size(file) : 0) + 1 + random.nextInt(60_000);
                var words = new ArrayList<>(words(command, lists()));
                words.addAll(List.of("--output", output.toString(), "--quiet"));
                ended = !Called.isKilled(words, file, until);
                killed += ended ? 0 : 1;
            }
            assertThat(ended).as("seed %d", seed).isTrue();
            assertThat(Files.readString(output))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(unbroken.out());
        }
        assertThat(killed).as("seed %d", seed).isPositive();
    }

    @Test
    void withOtherListsItIsRefusedAndWhatIsThereIsKept() throws IOException {
        var command = "scan --format jsonl";
        var unbroken = examination.run(command, lists().toArray());
        assertThat(Called.isBrokenOff(words(command, lists()), 100)).isTrue();
        byte[] whole = Files.readAllBytes(file);
        list("more", "nord.exe", "sued.exe");
        var others = new LinkedHashMap<String, List<String>>();
        others.put("a value more for one", with(2, filled("Nord:Tools", "more")));
        others.put("a value more for all", with(4, filled("Words", "more")));
        others.put("a list more", with(4, filled("Words", "words"), filled("Other", "words")));
        others.put("a list less", with(4));
        others.put("for all instead of for one", with(3, filled("Tools", "sued")));
        others.put(
                "each with that of the other",
                with(2, filled("Süd:Tools", "nord")).stream()
                        .map(option -> option.equals(lists().get(3)) ? filled("Nord:Tools", "sued") : option)
                        .toList());
        others.put(
                "the folder of another",
                with(1, at("Süd", "sued/a.evtx").replace("Süd", "Ost")).stream()
                        .map(option -> option.replace("Süd:", "Ost:"))
                        .toList());

        others.forEach((what, options) -> {
            var called = Called.komcert(words(command, options).toArray());

            assertThat(called.exit()).as(what).isEqualTo(64);
            assertThat(called.out()).as(what).isEmpty();
            assertThat(called.err())
                    .as(what)
                    .contains("liegt ein angefangener Lauf mit anderen Dateien, Regeln oder Angaben")
                    .contains("nennen Sie einen anderen Ordner, oder löschen Sie diese Datei.");
            assertThat(file).as(what).hasBinaryContent(whole);
        });
        assertThat(Called.komcert(words(command, lists()).toArray()).out()).isEqualTo(unbroken.out());
    }

    /** The usual options, with others in the place of one. */
    private List<String> with(int place, String... others) {
        var options = new ArrayList<>(lists());
        options.remove(place);
        options.addAll(place, List.of(others));
        return options;
    }

    @Test
    void aListThatWasAddedToInBetweenIsAnotherList() throws IOException {
        var command = "timeline --format jsonl";
        assertThat(Called.isBrokenOff(words(command, lists()), 0)).isTrue();
        list("sued", "sued.exe", "nord.exe");

        assertThat(Called.komcert(words(command, lists()).toArray()).exit()).isEqualTo(64);

        Files.delete(file);
        var anew = Called.komcert(words(command, lists()).toArray());
        assertThat(anew.exit()).isZero();
        assertThat(anew.err()).doesNotContain("Setze fort").contains("Treffer: 240, hoch 80, niedrig 160.");
    }
}
