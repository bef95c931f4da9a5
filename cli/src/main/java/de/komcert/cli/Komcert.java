package de.komcert.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import de.komcert.cli.evtx.Carve;
import de.komcert.cli.evtx.Dump;
import de.komcert.cli.explain.Explain;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Refused;
import de.komcert.cli.run.Run;
import de.komcert.cli.run.Runs;
import de.komcert.cli.run.Version;
import de.komcert.cli.scan.Scan;
import de.komcert.cli.timeline.Timeline;
import de.komcert.cli.words.Plain;

/** The command line of the field tool. */
public final class Komcert {

    private Komcert() {}

    public static void main(String[] words) {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var run = new Run(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                err,
                columns(),
                Runs.ofThisProgram(),
                Clock.systemUTC());
        System.exit(run(List.of(words), run));
    }

    /** Whether standard error goes to a terminal, and how wide that is, Java cannot tell; the launcher says it. */
    private static int columns() {
        var stated = Integer.getInteger("komcert.columns");
        if (stated != null) {
            return stated;
        }
        var console = System.console();
        return console != null && console.isTerminal() ? 80 : 0;
    }

    /** Carries a command out and gives the exit code. */
    static int run(List<String> words, Run run) {
        try {
            return dispatch(words, run).code();
        } catch (Refused refused) {
            refused.sentence().lines().forEach(line -> run.err().println(Plain.text(line)));
            return refused.exit().code();
        } catch (IOException failed) {
            run.err().println("Das Ergebnis ließ sich nicht schreiben: " + failed.getMessage());
            return Exit.CANNOT_WRITE.code();
        } catch (RuntimeException | Error defect) {
            run.err().println("Ein Fehler dieses Programms; bitte melden Sie ihn mit den folgenden Zeilen.");
            defect.printStackTrace(run.err());
            return Exit.DEFECT.code();
        }
    }

    private static Exit dispatch(List<String> words, Run run) throws IOException {
        var command = words.isEmpty() ? "help" : words.getFirst();
        var rest = words.isEmpty() ? words : words.subList(1, words.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            return help(run);
        }
        return switch (command) {
            case "scan" -> Scan.run(rest, run);
            case "timeline" -> Timeline.run(rest, run);
            case "explain" -> Explain.run(rest, run);
            case "evtx" -> {
                var further = rest.isEmpty() ? rest : rest.subList(1, rest.size());
                yield switch (rest.isEmpty() ? "" : rest.getFirst()) {
                    case "dump" -> Dump.run(further, run);
                    case "carve" -> Carve.run(further, run);
                    default ->
                        throw new Refused(
                                Exit.USAGE,
                                "»evtx« kennt dump und carve, zum Beispiel: komcert evtx dump Security.evtx");
                };
            }
            case "help", "--help", "-h" -> help(run);
            case "version", "--version" -> {
                run.out().write(("komcert " + Version.text() + "\n").getBytes(StandardCharsets.UTF_8));
                yield Exit.OK;
            }
            default ->
                throw new Refused(
                        Exit.USAGE,
                        "»" + command
                                + "« gibt es nicht; es gibt scan, timeline, explain, evtx dump, evtx carve und help.");
        };
    }

    private static Exit help(Run run) throws IOException {
        try (InputStream text = Komcert.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IllegalStateException("The help is missing from the program.");
            }
            text.transferTo(run.out());
        }
        return Exit.OK;
    }
}
