package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What has been acknowledged is there, whenever and however the program ends. */
class KilledServerTests {

    private static final int ROUNDS = Integer.getInteger("komcert.rounds", 3);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int MOST_ROWS = 500;

    @TempDir
    Path data;

    @Test
    void everyAcknowledgedRowSurvivesTheKilling() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.rounds=" + ROUNDS);
        var random = new Random(SEED);
        var acknowledged = new TreeSet<Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(rowsOfAKilledProgram(1 + random.nextInt(MOST_ROWS), random.nextBoolean()));

            assertThat(survivors()).as("round %d, seed %d", round, SEED).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
    }

    /** Kills the program, at times its server first, and gives what it acknowledged up to its last word. */
    private List<Integer> rowsOfAKilledProgram(int rows, boolean serverToo) throws IOException {
        var child = ChildJvm.start(data);
        try (var numbers = child.acknowledged()) {
            var kill = new KillAfter(rows, () -> {
                if (serverToo) {
                    server().destroyForcibly();
                }
                child.kill();
            });
            return numbers.peek(number -> kill.count()).toList();
        } finally {
            child.kill();
            child.process().onExit().join();
        }
    }

    private ProcessHandle server() {
        try {
            var pid = PostmasterPid.read(data.toRealPath().resolve("postgres/cluster"));
            return ProcessHandle.of(pid.orElseThrow().process()).orElseThrow();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private List<Integer> survivors() throws SQLException {
        try (var server = TestPostgres.startDurable(data)) {
            return Rows.all(server.access());
        }
    }

    /** Acts once, when enough has been counted. */
    private static final class KillAfter {

        private final Runnable action;
        private int left;

        KillAfter(int count, Runnable action) {
            this.left = count;
            this.action = action;
        }

        void count() {
            left--;
            if (left == 0) {
                action.run();
            }
        }
    }
}
