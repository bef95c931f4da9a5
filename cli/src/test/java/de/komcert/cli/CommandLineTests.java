package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    scna                               | »scna« gibt es nicht; es gibt scan, timeline, explain, evtx dump, evtx carve und help.
                    evtx                               | »evtx« kennt dump und carve, zum Beispiel: komcert evtx dump Security.evtx
                    evtx dump                          | Es fehlt, was gelesen werden soll: nennen Sie Dateien oder Ordner.
                    scan .                             | Es fehlen die Regeln: nennen Sie ihren Ordner, zum Beispiel: --rules sigma/rules.
                    scan --rules                       | Nach --rules fehlt die Angabe.
                    scan --rulez=x --fast .            | »--rulez=x« ist hier nicht bekannt. »--fast« ist hier nicht bekannt.
                    scan --rules . --format xml .      | --format kennt nur table, jsonl, csv, timesketch, html; »xml« ist nicht dabei.
                    scan --rules . --threads 0 .       | --threads will eine Zahl von 1 bis 999, zum Beispiel: --threads 2.
                    scan --rules . --level hoch .      | --level kennt nur informational, low, medium, high, critical; »hoch« ist nicht dabei.
                    scan --rules . --list b .          | --list will einen Namen und eine Datei, zum Beispiel: --list DomainControllers=dc.txt; »b« ist beides nicht.
                    explain --rules .                  | Es fehlt das Ereignis: nennen Sie seine Datei und die Nummer des Datensatzes
                    explain --format xml a.evtx:1      | --format kennt nur text, jsonl; »xml« ist nicht dabei.
                    timeline --quiet=1 .               | »--quiet=1« ist hier nicht bekannt.
                    """)
    void aWrongCallGetsASentenceThatSaysWhatToDo(String words, String sentence) {
        var called = Called.komcert((Object[]) words.split(" "));

        assertThat(called.exit()).isEqualTo(64);
        assertThat(called.out()).isEmpty();
        assertThat(called.err().replace("\n", " ")).contains(sentence);
    }

    @Test
    void aNameThatNoFileCanHaveIsNoFaultOfTheProgram() {
        var name = "a\0b"; // on Windows a question mark is enough
        for (var option : List.of("--output", "--manifest", "--resume")) {
            var called = Called.komcert("timeline", option, folder + "/" + name, folder);
            assertThat(called.exit()).as(option + ": " + called.err()).isEqualTo(73);
        }
        assertThat(Called.komcert("scan", "--rules", name, folder).exit()).isEqualTo(66);
        assertThat(Called.komcert("timeline", name).exit()).isEqualTo(66);
    }

    @Test
    void helpNamesEveryExitCodeAndEveryOption() {
        var help = Called.komcert("scan", "--help");

        assertThat(help.exit()).isZero();
        for (var exit : Exit.values()) {
            assertThat(help.out()).containsPattern("(?m)^ +" + exit.code() + "  ");
        }
        assertThat(help.out())
                .contains(List.of(
                        "--rules",
                        "--rule ",
                        "--full",
                        "--list",
                        "--format",
                        "--level",
                        "--alarm",
                        "--input",
                        "--output",
                        "--manifest",
                        "--threads",
                        "--resume",
                        "--zone",
                        "--year",
                        "--quiet"));
        assertThat(Called.komcert()).isEqualTo(help);
    }

    @Test
    void whatBeginsWithADashCanBeNamedBehindTwoDashes() {
        new SampleLog().process("a.exe", "x").write(folder.resolve("-x.evtx"));

        var arguments = Arguments.parse("evtx dump", List.of("--", "-x.evtx"), Set.of(), Set.of());

        assertThat(arguments.paths()).containsExactly("-x.evtx");
    }

    @Test
    void aResultThatCannotBeWrittenEndsTheRun() {
        new SampleLog().process("a.exe", "x").write(folder.resolve("a.evtx"));
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var err = new ByteArrayOutputStream();

        int exit = Komcert.run(
                List.of("evtx", "dump", folder.toString()),
                new Run(System.in, full, new PrintStream(err, true), 0, Called.NO_RUNS, Called.CLOCK));

        assertThat(exit).isEqualTo(74);
        assertThat(err.toString()).contains("No space left on device");
        assertThat(Called.komcert("evtx", "dump", "--output", folder.resolve("no/out"), folder)
                        .exit())
                .isEqualTo(73);
    }
}
