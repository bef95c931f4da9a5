package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The main process of a PostgreSQL server that serves a cluster of ours. */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final ProcessHandle process;
    private final Programs programs;

    Postmaster(ProcessHandle process, Programs programs) {
        this.process = process;
        this.programs = programs;
    }

    /**
     * Finds the server that the pid file of a cluster names.
     *
     * <p>The file outlives a killed server and its number may belong to any other program by now, so the process has to
     * prove by its command line that it serves this very cluster.
     */
    static Optional<Postmaster> of(Path cluster, Programs programs) throws IOException {
        return PostmasterPid.read(cluster)
                .flatMap(pid -> ProcessHandle.of(pid.process()))
                .filter(process -> serves(process, cluster))
                .map(process -> new Postmaster(process, programs));
    }

    long id() {
        return process.pid();
    }

    /**
     * Whether the process still does anything.
     *
     * <p>A left-over server has nobody who asks for its exit code. In a container whose first process does not either,
     * it stays in the process table for ever.
     */
    boolean isAlive() {
        return process.isAlive() && !waitsForItsParent();
    }

    private boolean waitsForItsParent() {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Stops the server: open transactions are rolled back, and what is committed is written to the disk. */
    void stop() throws IOException {
        if (!isAlive() || signalled("INT") && ended(PATIENCE)) {
            return;
        }
        // Without a checkpoint; the next start recovers from the log.
        if (signalled("QUIT") && ended(LAST_PATIENCE)) {
            return;
        }
        process.destroyForcibly();
        ended(LAST_PATIENCE);
    }

    private boolean signalled(String signal) throws IOException {
        return programs.run("pg_ctl", "kill", signal, Long.toString(process.pid()))
                .succeeded();
    }

    /** Waits even when the thread is interrupted: whoever asks us to stop does not want the server to be cut off. */
    private boolean ended(Duration patience) {
        for (var waited = Duration.ZERO; isAlive() && waited.compareTo(patience) < 0; waited = waited.plus(LOOK)) {
            process.onExit()
                    .completeOnTimeout(process, LOOK.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        return !isAlive();
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        var arguments = process.info().arguments().map(List::of).orElse(List.of());
        int option = arguments.indexOf("-D");
        return option >= 0
                && option + 1 < arguments.size()
                && arguments.get(option + 1).equals(cluster.toString())
                && process.info().command().filter(Postmaster::isPostgres).isPresent();
    }

    private static boolean isPostgres(String command) {
        return Path.of(command).endsWith("postgres") || Path.of(command).endsWith("postgres.exe");
    }
}
