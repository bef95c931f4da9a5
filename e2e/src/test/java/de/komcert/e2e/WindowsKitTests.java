package de.komcert.e2e;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The folder for a stick on Windows, as far as Wine is one. {@code -Dkomcert.windows.java} names an unpacked Java 25 for
 * Windows; Wine has to be installed. A folder whose name holds a percent sign is left out, since Wine expands it twice.
 */
@Tag("nightly")
class WindowsKitTests {

    private static final Charset OF_THE_CONSOLE = Charset.forName("IBM437");
    private static final String COMMAND = "\"Stick für Grün & Blau (1)\\komcert.cmd\" ";

    @TempDir
    private Path folder;

    private Path stick;
    private Map<String, String> environment;

    @BeforeEach
    void prepare() throws Exception {
        var java = Path.of(System.getProperty("komcert.windows.java", "none"));
        assumeThat(java.resolve("bin/java.exe"))
                .as("a Java for Windows, -Dkomcert.windows.java")
                .exists();
        assumeThat(Path.of("/usr/bin/wine")).exists();
        environment = new HashMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", folder.toString(),
                "WINEPREFIX", folder.resolve("wine").toString(),
                "WINEDEBUG", "-all",
                "LC_ALL", "C.UTF-8"));
        stick = Delivered.stick(folder.resolve("Stick für Grün & Blau (1)"));
        Delivered.run(folder, environment, List.of("wine", "wineboot", "-i"));
        Delivered.run(folder, environment, List.of("cp", "-r", java.toString(), stick + "/java-windows"));
        logs();
    }

    @AfterEach
    void stop() throws Exception {
        if (environment != null) {
            Delivered.run(folder, environment, List.of("wineserver", "-k", "-w"));
        }
    }

    private void logs() throws IOException {
        var log = IntStream.range(10, 20)
                        .mapToObj(second -> "2026-11-28T03:11:" + second
                                + "+00:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4711 ssh2\n")
                        .collect(Collectors.joining())
                + "2026-11-28T03:12:01+00:00 srv-1 sshd[813]: Accepted password for root from 192.0.2.7 port 4712 ssh2\n";
        var inside = Files.createDirectories(folder.resolve("Prüfung & Größe/Unter Ordner"));
        Files.writeString(inside.resolve("ä ß.log"), log);
        Files.writeString(inside.resolve("auth.log"), log);
        try (var collection = new ZipOutputStream(Files.newOutputStream(inside.resolve("Sammlung.zip")))) {
            collection.putNextEntry(new ZipEntry("uploads/auto/C%3A/var/log/auth.log"));
            collection.write(log.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What the console shows of a batch file and what it ends with. Wine loses the number of what is called, and keeps that
     * of a last line that hands over without.
     */
    private Delivered.Ended windows(String... lines) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("t.cmd"), "@echo off\r\n" + String.join("\r\n", lines) + "\r\n", OF_THE_CONSOLE);
        var ended = Delivered.run(folder, environment, List.of("script", "-qec", "wine cmd /c t.cmd", "/dev/null"));
        return new Delivered.Ended(
                ended.exit(),
                ended.text()
                        .replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")
                        .replace("\r", "")
                        .lines()
                        .filter(line -> !line.contains("group affinity") && !line.startsWith("Call not impl"))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void theSameInputGivesTheSameBytesAsOnLinux() throws Exception {
        for (var command : List.of(
                "scan --format jsonl --resume stand", "scan --format html", "timeline", "timeline --format jsonl")) {
            var here = new ArrayList<>(List.of(stick + "/komcert"));
            here.addAll(List.of(command.split(" ")));
            here.addAll(List.of("--output", "hier", "Prüfung & Größe"));
            assertThat(Delivered.run(folder, environment, here).exit()).isZero();

            var there = windows(COMMAND + command + " --quiet --output dort \"Prüfung & Größe\\\"");
            assertThat(there.exit())
                    .as("the folder ends as the Tab key ends it: %s", there.text())
                    .isZero();
            assertThat(folder.resolve("dort")).hasSameBinaryContentAs(folder.resolve("hier"));
            assertThat(manifest("dort")).isEqualTo(manifest("hier"));
        }
        assertThat(folder.resolve("dort"))
                .content()
                .contains("\"file\":\"Unter Ordner/ä ß.log\"", "Unter Ordner/Sammlung.zip/uploads/auto/C%3A/");
    }

    /** All that it says but when and how it was called, and into which file. */
    private String manifest(String result) throws IOException {
        return Files.readString(folder.resolve(result + ".manifest.json"))
                .replaceFirst("\"written\":.*?\"result\":\\{\"file\":\"" + result + "\",", "");
    }

    @Test
    void theConsoleShowsUmlautsAndScriptsGetTheirNumbers() throws Exception {
        var logs = "\"Prüfung & Größe\\Unter Ordner\\auth.log\"";

        assertThat(windows(COMMAND + "version").text()).startsWith("komcert ");
        assertThat(windows(COMMAND + "help").text()).contains("für", "gelöschte Datensätze");
        assertThat(windows(COMMAND + "scan --quiet --alarm high " + logs).exit())
                .isEqualTo(10);
        var wrong = windows(COMMAND + "scna");
        assertThat(wrong.exit()).isEqualTo(64);
        assertThat(wrong.text()).contains("»scna« gibt es nicht");
        assertThat(windows(COMMAND + "timeline --quiet \"gibt es nicht\"").exit())
                .isEqualTo(66);
        assertThat(windows(COMMAND + "timeline --quiet --output \"a?b\" " + logs)
                        .exit())
                .isEqualTo(73);
        var explained = windows(COMMAND + "explain --rule root "
                + logs.replace(".log", ".log:11").replace("Prüfung", "%CD%\\Prüfung"));
        assertThat(explained.exit()).as(explained.text()).isZero();
        Files.writeString(
                folder.resolve("ereignisse.jsonl"),
                "{\"product\":\"linux\",\"service\":\"sshd\",\"message\":\"Accepted password for root from 203.0.113.7 port 1 ssh2\"}\n");
        assertThat(windows(COMMAND + "scan --quiet --format jsonl --input ndjson - < ereignisse.jsonl")
                        .text())
                .contains("\"record\":1");
        assertThat(windows("chcp", "call " + COMMAND + "version", "chcp").text())
                .as("the code page is as before")
                .containsPattern("(?s)437\\s.*komcert .*437");
    }

    @Test
    void javaIsLookedForWhereItMayBe() throws Exception {
        var java = stick.resolve("java-windows");
        assertThat(windows(COMMAND + "version").exit()).isZero();
        Files.move(java, folder.resolve("jdk"));
        Files.move(folder.resolve("jdk"), Files.createDirectory(java).resolve("jdk-25.0.2+10-jre"));
        assertThat(windows(COMMAND + "version").exit())
                .as("as the archive unpacks")
                .isZero();
        var elsewhere = Files.createDirectory(folder.resolve("Programme (x86)")).resolve("jdk 25 für alle");
        Files.move(java.resolve("jdk-25.0.2+10-jre"), elsewhere);
        var tooOld = Files.createDirectories(folder.resolve("jdk-21/bin")).getParent();
        Files.createFile(tooOld.resolve("bin/java.exe"));
        Files.writeString(tooOld.resolve("release"), "IMPLEMENTOR=\"x\"\r\nJAVA_VERSION=\"21.0.5\"\r\n");

        for (var home : List.of("none", "%CD%\\jdk-21")) {
            var refused = windows("set JAVA_HOME=" + home, COMMAND + "version");
            assertThat(refused.exit()).isEqualTo(69);
            assertThat(refused.text()).startsWith("Es fehlt Java 25");
        }
        for (var home :
                List.of("%CD%\\Programme (x86)\\jdk 25 für alle", "\"%CD%\\Programme (x86)\\jdk 25 für alle\\\"")) {
            assertThat(windows("set JAVA_HOME=" + home, COMMAND + "version").text())
                    .as(home)
                    .startsWith("komcert ");
        }
    }
}
