package de.komcert.app.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The unpacked PostgreSQL programs, and the account they can run under on this machine. */
final class Programs {

    // The environment of the Lagezentrum may hold keys, and PG* variables would redirect the programs.
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    private final Path folder;
    private final Account account;
    private final String version;

    private Programs(Path folder, Account account, String version) {
        this.folder = folder;
        this.account = account;
        this.version = version;
    }

    /** What a program said until it ended. */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }

        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (earlier, later) -> later);
        }
    }

    /**
     * Finds the first account that the programs really run under.
     *
     * @param folder the unpacked programs
     * @param home the folder of the server, which the account must be able to pass through
     */
    static Programs choose(Path folder, Path home, List<Account> candidates) throws IOException {
        var reason = "";
        for (Account account : candidates) {
            account.admit(home);
            account.admit(home.resolve("..").normalize());
            var asked = run(command(folder, account, "postgres", List.of("--version")));
            if (asked.succeeded()) {
                return new Programs(folder, account, asked.lastLine().replaceFirst("^.*\\) ", ""));
            }
            reason = asked.lastLine();
        }
        throw new DatabaseUnavailable(
                ("PostgreSQL lässt sich in %s nicht ausführen (%s); wählen Sie ein Datenverzeichnis, das auch"
                                + " ein Dienst ohne besondere Rechte betreten darf, oder starten Sie das Lagezentrum"
                                + " nicht als root.")
                        .formatted(folder, reason));
    }

    Path folder() {
        return folder;
    }

    Account account() {
        return account;
    }

    /** Such as 18.6. */
    String version() {
        return version;
    }

    String majorVersion() {
        return version.replaceFirst("\\D.*$", "");
    }

    Outcome run(String program, String... arguments) throws IOException {
        return run(command(folder, account, program, List.of(arguments)));
    }

    /** Starts the server so that a Ctrl-C in the terminal reaches the Lagezentrum only, which then stops it in order. */
    Process startServer(List<String> arguments, Path output) throws IOException {
        var server = command(folder, account, "postgres", arguments);
        if (onPath("setsid")) {
            server.command().addFirst("setsid");
        }
        return server.redirectOutput(output.toFile()).start();
    }

    private static ProcessBuilder command(Path folder, Account account, String program, List<String> arguments) {
        var words = new ArrayList<>(account.prefix());
        words.add(folder.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        var command = new ProcessBuilder(words).redirectErrorStream(true);
        command.environment().keySet().retainAll(PASSED_ON);
        command.environment().put("LC_ALL", "C");
        return command;
    }

    private static Outcome run(ProcessBuilder command) throws IOException {
        Process process;
        try {
            process = command.start();
        } catch (IOException missing) {
            return new Outcome(-1, String.valueOf(missing.getMessage()));
        }
        process.getOutputStream().close();
        try (var reader = process.inputReader()) {
            var output = reader.readAllAsString();
            return new Outcome(process.onExit().join().exitValue(), output);
        }
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
