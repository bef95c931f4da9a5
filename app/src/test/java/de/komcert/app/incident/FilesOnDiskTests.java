package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lies on the disk while files come and go: nothing in plain, nothing half, and what is damaged is not given out. */
@ExtendWith(OutputCaptureExtension.class)
class FilesOnDiskTests extends IncidentFilesCase {

    @TempDir
    static Path temp;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", () -> data().toString());
        registry.add("komcert.files.limit", () -> "6MB");
    }

    @Test
    void noNameIsTakenForMoreThanAName() throws Exception {
        var names = new LinkedHashMap<String, String>();
        names.put("../../x.txt", "x.txt");
        names.put("/etc/passwd", "passwd");
        names.put("\\\\server\\freigabe\\brief.doc", "brief.doc");
        names.put("a\u0000b.txt", "a b.txt");
        names.put("rechnung\u202Efdp.exe", "rechnung fdp.exe");
        names.put("=cmd|' -C calc'!A0.csv", "=cmd|' -C calc'!A0.csv");
        names.put("<script>alert(1)</script>", "script>");
        names.put("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png");
        names.put("ü".repeat(300), "ü".repeat(255));
        try (var browser = members.signIn(member)) {
            for (var name : names.keySet()) {
                assertThat(upload(browser, "", new Sent(name, "Inhalt")).status())
                        .as(name)
                        .isIn(302, 303);
            }
            var page = browser.get(path).page();
            assertThat(page.select("table a").eachText()).containsExactlyInAnyOrderElementsOf(names.values());
            assertThat(page.select("table script, table img")).isEmpty();
            assertThat(page.select("table").text()).containsOnlyOnce("Name gekürzt");
            for (var link : page.select("table a")) {
                var disposition = download(browser, link.attr("href"))
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow();
                assertThat(disposition).startsWith("attachment;").matches("[\\x20-\\x7e]+");
            }
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/bericht.pdf")
                            .status())
                    .isEqualTo(200);
        }
        try (var onDisk = Files.list(data().resolve("vault"))) {
            assertThat(onDisk.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("[0-9a-f-]{36}"));
        }
    }

    @Test
    void whoIsTakenOutWhileSendingHasSentNothing() {
        var lead = Cases.acting(members.create(Role.LEITUNG).id(), Role.LEITUNG);
        Acting.run(analyst, () -> readers.admit(incident.id(), lead.person()));
        var removes = new InputStream() {
            private boolean done;

            @Override
            public int read() {
                if (!done) {
                    done = true;
                    Acting.run(analyst, () -> readers.remove(incident.id(), lead.person()));
                }
                return -1;
            }
        };
        assertThatThrownBy(() -> Cases.as(lead, () -> files.add(incident.id(), "spät.txt", "", removes)))
                .isInstanceOf(NotHere.class);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(unsettled()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsSaidAndTheOthersStay() {
        try (var browser = members.signIn(member)) {
            var answer = upload(
                    browser,
                    "Beides",
                    new Sent("vorher.txt", "1"),
                    new Sent("riesig.iso", bytes(6 * MEGABYTE + 1)),
                    new Sent("nachher.txt", "2"));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.page().select("[role=alert]").text())
                    .contains("„riesig.iso“ ist größer als 6 MB und wurde nicht abgelegt.");
            assertThat(answer.page().select("[role=status]").text())
                    .contains("2 Dateien abgelegt: vorher.txt, nachher.txt");
            assertThat(answer.page().select("table a").eachText()).containsExactly("nachher.txt", "vorher.txt");
            assertThat(answer.page().select("[name=beschreibung]").val()).isEqualTo("Beides");

            var nothing = upload(browser, "Nur Worte", new Sent("", ""));
            assertThat(nothing.status()).isEqualTo(422);
            assertThat(nothing.page().select("[role=alert]").text()).contains("keine Datei ausgewählt");
            assertThat(nothing.page().select("[name=beschreibung]").val()).isEqualTo("Nur Worte");

            assertThat(upload(browser, "", new Sent("passt.bin", bytes(6 * MEGABYTE)))
                            .status())
                    .isIn(302, 303);
        }
        assertThat(unsettled()).isEmpty();
    }

    @Test
    void aDiskThatTakesNothingIsSaid() throws IOException {
        var folder = data().resolve("vault");
        var aside = data().resolve("beiseite");
        Files.move(folder, aside);
        Files.createFile(folder);
        try (var browser = members.signIn(member)) {
            var answer = upload(browser, "", new Sent("x.txt", "x"));
            assertThat(answer.status()).isEqualTo(507);
            assertThat(answer.page().select("[role=alert]").text())
                    .contains("„x.txt“ wurde nicht abgelegt")
                    .contains("Platte");
            assertThat(answer.page().select("table a")).isEmpty();
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
    }

    @Test
    void aDamagedFileIsNotGivenOut(CapturedOutput output) throws Exception {
        var file = Cases.as(
                analyst, () -> files.add(incident.id(), "Beweis.bin", "", new ByteArrayInputStream(bytes(200_000))));
        var onDisk = data().resolve("vault").resolve(file.id().toString());
        var content = Files.readAllBytes(onDisk);
        content[content.length / 2] ^= 1;
        Files.write(onDisk, content);
        try (var browser = members.signIn(member)) {
            var answer = browser.get(path + "/" + file.id());
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.page().text()).contains("„Beweis.bin“ ist auf dem Server beschädigt");
            assertThat(answer.header("Content-Disposition")).isEmpty();
        }
        assertThat(output.getAll()).contains("Damaged: file " + file.id()).doesNotContain("Beweis.bin");
    }

    @Test
    void nothingSentLiesInPlainOnTheDiskNeitherWhileItComesNorAfter() throws Exception {
        var needle = bytes(64);
        var content = new byte[5 * MEGABYTE];
        for (int at = 0; at < content.length; at += needle.length) {
            System.arraycopy(needle, 0, content, at, needle.length);
        }
        var began = FileTime.from(Files.getLastModifiedTime(Files.createTempFile(temp, "began", ""))
                .toInstant()
                .minusSeconds(1));
        try (var browser = members.signIn(member)) {
            var body = body(fields(browser, ""), new Sent("Nadeln.bin", content));
            try (var socket = new Socket("127.0.0.1", port)) {
                var out = socket.getOutputStream();
                out.write(head(browser, body.length).getBytes(UTF_8));
                out.write(body, 0, 3 * MEGABYTE);
                out.flush();
                awaitPartial();

                assertThat(holding(needle, began))
                        .as("half of it has come, seed %d", SEED)
                        .isEmpty();

                out.write(body, 3 * MEGABYTE, body.length - 3 * MEGABYTE);
                out.flush();
                var status = new String(socket.getInputStream().readNBytes(12), UTF_8);
                assertThat(status).matches("HTTP/1.1 30[23]");
            }
            assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.sha256()).isEqualTo(sha256(content));
                        assertThat(download(browser, path + "/" + file.id()).body())
                                .isEqualTo(content);
                    });
            assertThat(holding(needle, began))
                    .as("all of it was stored and read, seed %d", SEED)
                    .isEmpty();
            // The forms of the container are kept off the disk too.
            browser.send(form(browser, "/vorfaelle/" + incident.id() + "/notizen", "", new Sent("x", content(needle))));
            assertThat(holding(needle, began)).isEmpty();
        }
        var planted = Files.write(temp.resolve("planted"), content(needle));
        assertThat(holding(needle, began)).as("the search finds what is there").containsExactly(planted);
        Files.delete(planted);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        var before =
                Cases.as(analyst, () -> journal.head(incident.compartment()).number());
        try (var browser = members.signIn(member)) {
            var body = body(fields(browser, ""), new Sent("halb.bin", bytes(4 * MEGABYTE)));
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(head(browser, body.length).getBytes(UTF_8));
                socket.getOutputStream().write(body, 0, 2 * MEGABYTE);
                socket.getOutputStream().flush();
                awaitPartial();
            }
            awaitNothingUnsettled();
        }
        var token = token(member, Role.ANALYST);
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("""
                    POST /api/v1%s?name=halb HTTP/1.1\r
                    Host: 127.0.0.1:%d\r
                    Authorization: Bearer %s\r
                    Content-Type: application/octet-stream\r
                    Content-Length: %d\r
                    \r
                    """.formatted(path, port, token, 4 * MEGABYTE).getBytes(UTF_8));
            socket.getOutputStream().write(bytes(2 * MEGABYTE));
            socket.getOutputStream().flush();
            awaitPartial();
        }
        awaitNothingUnsettled();
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(Cases.as(analyst, () -> journal.head(incident.compartment()).number()))
                .isEqualTo(before);
    }

    @Test
    void aDownloadThatBreaksOffIsNoFailure(CapturedOutput output) throws Exception {
        var token = token(member, Role.ANALYST);
        try (var browser = members.signIn(member)) {
            upload(browser, "", new Sent("gross.bin", bytes(5 * MEGABYTE)));
            var file =
                    Cases.as(analyst, () -> files.of(incident.id())).getFirst().id();
            for (var start : List.of(path, "/api/v1" + path)) {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.setReceiveBufferSize(4096);
                    socket.setSoLinger(true, 0); // as a browser does that was told to stop
                    socket.getOutputStream().write("""
                            GET %s/%s HTTP/1.1\r
                            Host: 127.0.0.1:%d\r
                            Cookie: %s\r
                            Authorization: Bearer %s\r
                            \r
                            """.formatted(start, file, port, cookies(browser), token)
                            .getBytes(UTF_8));
                    assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                            .isEqualTo("HTTP/1.1 200");
                }
                // Long enough for the server to notice that nobody reads any more.
                assertThat(download(browser, path + "/" + file).body()).hasSize(5 * MEGABYTE);
            }
        }
        assertThat(output.getAll()).doesNotContain("Request failed").doesNotContain("already been called");
    }

    private static Path data() {
        return temp.resolve("daten");
    }

    private static byte[] content(byte[] needle) {
        var out = new ByteArrayOutputStream();
        for (int round = 0; round < 10_000; round++) {
            out.writeBytes(needle);
        }
        return out.toByteArray();
    }

    /** Names in the vault's folder that say that something is not finished. */
    private static List<String> unsettled() {
        try (var files = Files.list(data().resolve("vault"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitPartial() throws IOException, InterruptedException {
        for (int round = 0; round < 600; round++) {
            for (var name : unsettled()) {
                var file = data().resolve("vault").resolve(name);
                if (name.endsWith(".partial") && Files.size(file) > MEGABYTE) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing of the upload reached the disk");
    }

    private static void awaitNothingUnsettled() throws InterruptedException {
        for (int round = 0; round < 600 && !unsettled().isEmpty(); round++) {
            Thread.sleep(50);
        }
        assertThat(unsettled()).isEmpty();
    }

    /** The files below the data directory and the folder for temporary files that hold this, as far as they are new. */
    private static List<Path> holding(byte[] needle, FileTime since) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(since) >= 0) {
                    try {
                        if (contains(file, needle)) {
                            found.add(file);
                        }
                    } catch (IOException gone) {
                        // Others use this folder too.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Looks at windows that overlap, so that nothing hides on the border of two. */
    private static boolean contains(Path file, byte[] needle) throws IOException {
        var wanted = new String(needle, StandardCharsets.ISO_8859_1);
        var kept = "";
        try (var content = Files.newInputStream(file)) {
            for (var bytes = content.readNBytes(MEGABYTE); bytes.length > 0; bytes = content.readNBytes(MEGABYTE)) {
                var window = kept + new String(bytes, StandardCharsets.ISO_8859_1);
                if (window.contains(wanted)) {
                    return true;
                }
                kept = window.substring(Math.max(0, window.length() - needle.length));
            }
        }
        return false;
    }
}
