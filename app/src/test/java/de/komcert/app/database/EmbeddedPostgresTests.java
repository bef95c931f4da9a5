package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Starts, stops and accidents of a server with the settings of production. */
class EmbeddedPostgresTests {

    @TempDir
    Path data;

    @Test
    void aSecondStartKeepsTheData() throws Exception {
        try (var server = start()) {
            Rows.create(server.access());
            Rows.add(server.access(), 7);
        }
        try (var server = start()) {
            assertThat(Rows.all(server.access())).containsExactly(7);
        }
    }

    @Test
    void aDatabaseWhoseFirstFillingBrokeOffIsMadeAnew() throws Exception {
        var filling = new FirstFilling(home());
        try (var server = start()) {
            filling.begin();
            Rows.create(server.access());
            Rows.add(server.access(), 7);
        }
        try (var server = start()) {
            filling.begin();
            Rows.create(server.access());
            assertThat(Rows.all(server.access())).isEmpty();
            Rows.add(server.access(), 8);
            filling.complete();
        }
        try (var server = start()) {
            assertThat(Rows.all(server.access())).containsExactly(8);
        }
    }

    @Test
    void closingStopsTheServerAndFreesTheFolder() throws IOException {
        long process;
        try (var server = start()) {
            process = server.process();
            assertThat(ProcessHandle.of(process)).isPresent();
        }
        assertThat(ProcessHandle.of(process)).isEmpty();
        assertThat(home().resolve("cluster/postmaster.pid")).doesNotExist();
        assertThat(log()).contains("database system is shut down");
    }

    @Test
    void aKilledServerComesBackWithEverythingCommitted() throws Exception {
        try (var server = start()) {
            Rows.create(server.access());
            for (int id = 0; id < 200; id++) {
                Rows.add(server.access(), id);
            }
            ProcessHandle.of(server.process()).orElseThrow().destroyForcibly();
        }
        try (var server = start()) {
            assertThat(Rows.all(server.access())).hasSize(200);
            assertThat(log()).contains("automatic recovery in progress");
        }
    }

    @Test
    void aLeftOverServerIsStoppedAndReplaced() throws Exception {
        start().close();
        var leftOver = leaveServerBehind();

        try (var server = start()) {
            assertThat(leftOver.isAlive()).isFalse();
            assertThat(server.process()).isNotEqualTo(leftOver.pid());
            assertThat(Rows.canConnect(server.access())).isTrue();
        }
    }

    @Test
    void aStrangeProcessWithTheNumberOfADeadServerIsLeftAlone() throws Exception {
        start().close();
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    home().resolve("cluster/postmaster.pid"),
                    "%d%n%s%n1%n5432%n%n127.0.0.1%n%nready%n".formatted(stranger.pid(), home().resolve("cluster")));
            try (var server = start()) {
                assertThat(Rows.canConnect(server.access())).isTrue();
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anInterruptedFirstStartIsRepeated() throws IOException {
        var partial = Files.createDirectories(home().resolve("cluster.partial/data"));
        Files.writeString(partial.resolve("PG_VERSION"), "18");

        try (var server = start()) {
            assertThat(Rows.canConnect(server.access())).isTrue();
        }
        assertThat(home().resolve("cluster.partial")).doesNotExist();
    }

    @Test
    void aSecondLagezentrumOnTheSameFolderIsRefused() {
        try (var server = start()) {
            assertRefused("wird schon von einem laufenden Lagezentrum benutzt", data.toString());
            assertThat(Rows.canConnect(server.access())).isTrue();
        }
        start().close();
    }

    @Test
    void aSecondProgramOnTheSameFolderIsRefused() throws Exception {
        try (var server = start()) {
            var other = ChildJvm.start(data);
            assertThat(other.process().waitFor()).isNotZero();
            assertThat(other.lines()).anyMatch(line -> line.contains("wird schon von einem laufenden Lagezentrum"));
            assertThat(Rows.canConnect(server.access())).isTrue();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(home(), "a file in the way");

        assertRefused("Das Datenverzeichnis", "ist nicht benutzbar", home().toString());
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws IOException {
        start().close();
        Files.writeString(home().resolve("cluster/PG_VERSION"), "17\n");

        assertRefused("gehören zu PostgreSQL 17", "Sicherung");
    }

    @Test
    void dataWithoutItsPasswordsIsRefusedAndNotTouched() throws IOException {
        start().close();
        Files.delete(home().resolve("passwords.properties"));

        assertRefused("passwords.properties", "fehlt");
        assertThat(home().resolve("passwords.properties")).doesNotExist();
    }

    @Test
    void aServerThatRefusesItsSettingsIsReportedWithItsReason() {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.start(
                        data, TestPostgres.BINARIES, Map.of("no_such_setting", "1"), Account.candidates()))
                .withMessageContaining("startet nicht")
                .withMessageContaining("no_such_setting");
        start().close();
    }

    @Test
    void nobodyElseMayReadTheFolderOrThePasswords() throws IOException {
        start().close();

        for (String folder : List.of("", "cluster", "log")) {
            assertThat(permissions(home().resolve(folder))).as(folder).isEqualTo("rwx------");
        }
        assertThat(permissions(home().resolve("passwords.properties"))).isEqualTo("rw-------");
        assertThat(permissions(home().resolve("lock"))).isEqualTo("rw-------");
    }

    @Test
    void programsOfEarlierVersionsAreRemoved() throws IOException {
        var old = Files.createDirectories(home().resolve("binaries-0123456789ab/bin"));

        start().close();

        assertThat(old.getParent()).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theServerLeadsASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/bin/setsid")) || Files.exists(Path.of("/bin/setsid")));
        try (var server = start()) {
            var status = Files.readString(Path.of("/proc", Long.toString(server.process()), "stat"));
            var fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
            assertThat(fields[3]).as("session").isEqualTo(Long.toString(server.process()));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theServerKnowsNothingOfOurEnvironment() throws Exception {
        var ours = new HashSet<>(System.getenv().keySet());
        ours.removeAll(Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LC_ALL"));
        assertThat(ours).isNotEmpty();
        try (var server = start()) {
            var environment = Files.readString(Path.of("/proc", Long.toString(server.process()), "environ"));
            var names = Arrays.stream(environment.split("\0")).map(entry -> entry.replaceFirst("=.*", ""));
            assertThat(names).contains("PATH").doesNotContainAnyElementsOf(ours);
        }
    }

    private EmbeddedPostgres start() {
        return TestPostgres.startDurable(data);
    }

    private void assertRefused(String... parts) {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(this::start)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }

    /** A server such as a killed JVM leaves it: running, with a pid file, and without anybody who would stop it. */
    private Process leaveServerBehind() throws IOException, InterruptedException {
        var home = home().toRealPath();
        var binaries = BinariesArchive.forThisMachine().unpackBelow(TestPostgres.BINARIES);
        var programs = Programs.choose(binaries, home, Account.candidates());
        var cluster = home.resolve("cluster");
        var process = programs.startServer(
                List.of("-D", cluster.toString(), "-c", "port=" + Server.freePort(), "-c", "unix_socket_directories="),
                home.resolve("raw.log"));
        while (process.isAlive()
                && PostmasterPid.read(cluster).filter(PostmasterPid::ready).isEmpty()) {
            Thread.sleep(10);
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private Path home() {
        return data.resolve("postgres");
    }

    private String log() throws IOException {
        return Logs.read(home());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
