package de.komcert.app.incident;

import java.net.Socket;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import de.komcert.app.incident.journal.JournalEntry;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A file comes whole in as many pieces as its sender likes, and what cannot be taken is refused in words. */
class IncidentSendingsTests extends IncidentSendingsCase {

    private static final long GIGABYTE = 1024L * 1024 * 1024;

    @Test
    void aProgramSendsInPiecesAndTheLastMakesItAFile() throws Exception {
        var content = bytes(5 * STEP + 123);
        var begun = begin("Abbild.e01", content.length);
        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(begun.headers().firstValue("Upload-Offset")).contains("0");
        var at = begun.headers().firstValue("Location").orElseThrow();
        assertThat(at).startsWith("/api/v1" + list + "/");

        var first = patch(at, 0, Arrays.copyOf(content, 2 * STEP + 100));
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(offset(first)).isEqualTo(2 * STEP);
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(2 * STEP);
        var wrong = patch(at, 2 * STEP + 100, new byte[10]);
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(offset(wrong)).isEqualTo(2 * STEP);
        assertThat(wrong.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(wrong).get("detail").asString()).contains("131072 Byte");
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        var shown = json(api("GET", at, Map.of(), null));
        assertThat(shown.get("arrived").asLong()).isEqualTo(2 * STEP);
        assertThat(shown.get("mine").asBoolean()).isTrue();

        var last = patch(at, 2 * STEP, Arrays.copyOfRange(content, 2 * STEP, content.length));
        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(offset(last)).isEqualTo(content.length);
        var file = last.headers().firstValue("Location").orElseThrow();
        assertThat(api("GET", file, Map.of(), null).body()).isEqualTo(content);

        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.sha256()).isEqualTo(sha256(content));
                    assertThat(one.size()).isEqualTo(content.length);
                });
        assertThat(Cases.as(analyst, () -> journal.entries(incident.compartment())).stream()
                        .map(JournalEntry::text))
                .contains("Datei abgelegt: Abbild.e01 (327.803 Byte, SHA-256 " + sha256(content) + "). Vom Server");
        assertThat(json(api("GET", "/api/v1" + list, Map.of(), null))).isEmpty();
        // Whoever missed the last answer asks, and sends it again.
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(content.length);
        assertThat(json(api("GET", at, Map.of(), null)).has("keptUntil")).isFalse();
        assertThat(patch(at, content.length, new byte[0]).statusCode()).isEqualTo(204);
        assertThat(patch(at, 0, content).statusCode()).isEqualTo(409);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).hasSize(1);
    }

    @Test
    void aDeadConnectionLosesNoWholeSegment() throws Exception {
        var content = bytes(40 * STEP + 5);
        var at = at("Abbild.e01", content.length);
        long arrived = 0;
        for (int round = 0; round < 4; round++) {
            int length = STEP * (1 + random.nextInt(8)) + random.nextInt(STEP);
            try (var socket = new Socket("127.0.0.1", port)) {
                var out = socket.getOutputStream();
                out.write("""
                        PATCH %s HTTP/1.1\r
                        Host: 127.0.0.1:%d\r
                        Authorization: Bearer %s\r
                        Content-Type: application/octet-stream\r
                        Upload-Offset: %d\r
                        Content-Length: %d\r
                        \r
                        """.formatted(at, port, token, arrived, content.length - arrived)
                        .getBytes(UTF_8));
                out.write(content, (int) arrived, length);
                out.flush();
                await(at, arrived + length / STEP * STEP);
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
            }
            arrived = offset(api("HEAD", at, Map.of(), null));
            assertThat(arrived % STEP).isZero();
        }
        var last = patch(at, arrived, Arrays.copyOfRange(content, (int) arrived, content.length));
        assertThat(offset(last)).as("seed %d", SEED).isEqualTo(content.length);
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(content)));
    }

    @Test
    void anEmptyFileComesWithAnEmptyPiece() throws Exception {
        var at = at("leer.txt", 0);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(offset(patch(at, 0, new byte[0]))).isZero();
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(new byte[0])));
    }

    @Test
    void tenGigabytesMayBeAnnouncedAndNotOneByteMore() throws Exception {
        assertThat(begin("gross.e01", 10 * GIGABYTE).statusCode()).isEqualTo(201);
        var tooLarge = begin("zu gross.e01", 10 * GIGABYTE + 1);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).get("detail").asString()).contains("„zu gross.e01“ ist größer als 10 GB");
        assertThat(begin("negativ", -1).statusCode()).isEqualTo(422);
        var at = at("gross.e01", 10 * GIGABYTE);
        for (long wrong : new long[] {4 * GIGABYTE, 10 * GIGABYTE, -1, Long.MAX_VALUE}) {
            var answer = patch(at, wrong, new byte[10]);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(offset(answer)).isZero();
        }
        assertThat(api("PATCH", at, Map.of("Upload-Offset", "x"), new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(api("PATCH", at, Map.of(), new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void moreThanSaidIsRefusedAndWhatFitsStays() throws Exception {
        var content = bytes(2 * STEP + 10);
        var at = at("liste.csv", content.length - 1);
        var answer = patch(at, 0, content);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("detail").asString()).contains("„liste.csv“", "mehr");
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(2 * STEP);
    }

    @Test
    void aServerThatCannotStoreSaysSoAndGoesOnWhenItCan() throws Exception {
        var content = bytes(2 * STEP);
        var at = at("Abbild.e01", content.length);
        var vault = DATA.resolve("vault");
        Files.move(vault, vault.resolveSibling("vault-aside"));
        Files.createFile(vault);
        try {
            var answer = patch(at, 0, content);
            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(json(answer).get("detail").asString()).contains("Was von „Abbild.e01“ angekommen ist, bleibt");
        } finally {
            Files.delete(vault);
            Files.move(vault.resolveSibling("vault-aside"), vault);
        }
        assertThat(offset(patch(at, 0, content))).isEqualTo(content.length);
    }

    @Test
    void blocksTellWhetherItIsTheSameFile() throws Exception {
        var content = bytes(3 * STEP);
        var at = at("liste.csv", content.length);
        patch(at, 0, Arrays.copyOf(content, 2 * STEP));
        var block = json(api("GET", at + "/pruefsumme?ab=65536", Map.of(), null));
        assertThat(block.get("size").asLong()).isEqualTo(STEP);
        assertThat(block.get("sha256").asString()).isEqualTo(sha256(Arrays.copyOfRange(content, STEP, 2 * STEP)));
        for (var wrong : List.of("1", "-65536", "131072", "9223372036854775807")) {
            assertThat(api("GET", at + "/pruefsumme?ab=" + wrong, Map.of(), null)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private void await(String at, long arrived) throws Exception {
        for (int round = 0; round < 600; round++) {
            if (json(api("GET", at, Map.of(), null)).get("arrived").asLong() >= arrived) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("what was sent did not arrive");
    }
}
