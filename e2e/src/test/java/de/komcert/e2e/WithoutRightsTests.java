package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The folder for a stick in the hands of somebody who may do nothing: an account without rights and without a home, no
 * network, a stick that cannot be written to, and 64 KiB for temporary files.
 */
class WithoutRightsTests {

    private static final int LARGER_THAN_MEMORY = 40 << 20;
    /** Whoever is root becomes nobody; anybody else has no rights anyway, and is shown as root by a namespace of their own. */
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private static final List<String> APART = IS_ROOT
            ? List.of("unshare", "--net", "--mount")
            : List.of("unshare", "--map-root-user", "--net", "--mount");
    /** Mounts $1 for reading only and a small temporary folder at $2, and does the rest as an account without rights. */
    private static final String ENTER = """
            /usr/bin/mount --bind "$1" "$1" && /usr/bin/mount -o remount,bind,ro "$1" \
            && /usr/bin/mount -t tmpfs -o size=64k,mode=1777 tmpfs "$2" && shift 2 \
            && exec /usr/bin/setpriv %s --no-new-privs --bounding-set=-all "$@"
            """.formatted(IS_ROOT ? "--reuid=65534 --regid=65534 --clear-groups" : "");

    @TempDir
    private Path folder;

    private Path stick;
    private Path small;
    private Path results;
    private Map<String, String> environment;

    @BeforeEach
    void prepare() throws Exception {
        var apart = new ArrayList<>(APART);
        apart.addAll(List.of("/usr/bin/mount", "-t", "tmpfs", "tmpfs", "/mnt"));
        assumeThat(Delivered.run(folder, System.getenv(), apart).exit())
                .as("the right to take network and mounts away from a process")
                .isZero();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        stick = Delivered.stick(folder.resolve("Stick für Grün"));
        small = Files.createDirectory(folder.resolve("klein"));
        results = Files.createDirectory(folder.resolve("Ergebnisse"));
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rwxrwxrwx"));
        environment = Map.of("PATH", Delivered.withoutJava(folder).get("PATH"), "TMPDIR", small.toString());
        logs();
    }

    private void logs() throws IOException {
        var lines = IntStream.range(10, 20)
                .mapToObj(second -> "2026-11-28T03:11:" + second
                        + "+00:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4711 ssh2\n")
                .collect(Collectors.joining());
        var log = lines
                + "2026-11-28T03:12:01+00:00 srv-1 sshd[813]: Accepted password for root from 192.0.2.7 port 4712 ssh2\n";
        Files.writeString(Files.createDirectory(folder.resolve("Prüfung")).resolve("auth.log"), log);
        var random = new byte[LARGER_THAN_MEMORY];
        new Random(7).nextBytes(random);
        try (var outer = new ZipOutputStream(Files.newOutputStream(folder.resolve("Prüfung/sammlung.zip")))) {
            outer.putNextEntry(new ZipEntry("C/innen.zip"));
            var inner = new ZipOutputStream(outer);
            inner.putNextEntry(new ZipEntry("speicher.bin"));
            inner.write(random);
            inner.finish();
            outer.putNextEntry(new ZipEntry("var/log/auth.log"));
            outer.write(log.getBytes());
        }
    }

    private Delivered.Ended restricted(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(APART);
        all.addAll(List.of("/bin/sh", "-c", ENTER, "sh", stick.toString(), small.toString()));
        all.addAll(List.of(words));
        return Delivered.run(folder, environment, all);
    }

    @Test
    void theFolderForAStickNeedsNoRightsNoNetworkNoHomeAndHardlyATemporaryFolder() throws Exception {
        var surroundings = restricted(
                "/bin/sh",
                "-c",
                "/usr/bin/id -u; /usr/bin/cat /proc/self/net/dev; /usr/bin/touch '" + stick
                        + "/x'; echo ${HOME:-none}");
        assertThat(surroundings.text().lines().filter(line -> line.contains(":") && line.matches(".*\\d.*")))
                .as("only the network that leads nowhere")
                .anyMatch(line -> line.strip().startsWith("lo:"))
                .noneMatch(line -> line.matches("\\s*(eth|en|wl|veth|docker|br)\\w*:.*"));
        assertThat(surroundings.text())
                .startsWith("65534\n")
                .contains("Read-only file system")
                .endsWith("none\n");
        var before = ofJava();

        var program = stick.resolve("komcert").toString();
        var output = results.resolve("treffer.jsonl").toString();
        var scan = restricted(program, "scan", "--format", "jsonl", "--output", output, "Prüfung");
        var screen = restricted(program, "timeline", "Prüfung/auth.log");

        assertThat(scan.exit()).as(scan.text()).isZero();
        assertThat(Files.readString(Path.of(output))
                        .lines()
                        .filter(line -> line.contains("Root meldet sich mit Kennwort über SSH an")))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"file\":\"auth.log\""))
                .anyMatch(line -> line.contains("\"file\":\"sammlung.zip/var/log/auth.log\""));
        assertThat(Path.of(output + ".manifest.json")).content().contains("\"sha256\":\"");
        assertThat(scan.text())
                .as("what needs a temporary file is said, and costs nothing else")
                .contains("Nicht lesbar: sammlung.zip/C/innen.zip: Hierfür fehlt Platz", "TMPDIR");
        assertThat(screen.exit()).isZero();
        assertThat(screen.text()).contains("Was womit gelesen wurde, ließ sich nicht festhalten", "--manifest DATEI");
        assertThat(screen.text().lines())
                .filteredOn(line -> line.startsWith("2026-"))
                .hasSize(11);
        assertThat(ofJava()).as("nothing is left behind").isEqualTo(before);
    }

    /** What Java or the program would leave in the folder for temporary files that is not named. */
    private static List<String> ofJava() throws IOException {
        try (var all = Files.list(Path.of("/tmp"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.equals("hsperfdata_nobody") || name.matches("komcert-\\d+\\.part"))
                    .sorted()
                    .toList();
        }
    }
}
