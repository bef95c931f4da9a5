package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JsonInputTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRules() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                title: Tunnel
                id: tunnel
                level: high
                logsource: {category: process_creation, product: linux}
                detection: {sel: {CommandLine|contains: ' -R ', process.user: [root, 0]}, condition: sel}
                ---
                title: Anmeldung
                id: login
                level: low
                logsource: {product: linux, service: sshd}
                detection: {words: [Accepted], condition: words}
                """);
    }

    private Called scan(String input) {
        return Called.withInput(input, "scan", "--rules", folder, "--format", "jsonl", "--input", "ndjson", "-");
    }

    @Test
    void oneObjectALineWithHintsWhereItWasLogged() {
        var called = scan("""
                {"product":"linux","category":"process_creation","CommandLine":"ssh -R 22","process":{"user":"root"},"host":"srv-1","@timestamp":"2026-03-09T08:00:00.5+01:00"}
                {"product":"linux","service":"sshd","message":"Accepted password for m.muster","tags":["a","b"]}
                {"product":"windows","service":"security","message":"Accepted"}

                {"product":"linux","category":"process_creation","CommandLine":"ssh -R 22","process":{"user":0}}
                """);

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("""
                        {"rule":"tunnel","title":"Tunnel","level":"high","file":"-","record":1,"time":"2026-03-09T07:00:00.5000000Z","host":"srv-1"}
                        {"rule":"login","title":"Anmeldung","level":"low","file":"-","record":2,"time":null,"host":null}
                        {"rule":"tunnel","title":"Tunnel","level":"high","file":"-","record":5,"time":null,"host":null}
                        """);
    }

    @Test
    void aLineThatIsNoObjectIsCountedAndTheNextOneIsRead() {
        var good = "{\"product\":\"linux\",\"service\":\"sshd\",\"m\":\"Accepted\"}\n";
        var called = scan("[1]\n{\"a\":\n{\"a\":1} {}\nnull\n" + "{\"a\":".repeat(70) + "1" + "}".repeat(70) + "\n"
                + good + "{\"a\":\"\ud83d\"}\n" + good.strip());

        assertThat(called.values("record")).containsExactly("6", "8");
        assertThat(called.err())
                .contains("5 Auffälligkeiten an den Dateien, davon 5 mit Verlust")
                .contains("zuerst bei Byte 0");
    }

    @Test
    void aLineWithoutEndIsPassedOverInBoundedMemory() throws IOException {
        var file = folder.resolve("long.jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            var block = "x".repeat(1 << 20);
            out.write("{\"a\":\"");
            for (int i = 0; i < 40; i++) {
                out.write(block);
            }
            out.write("\"}\n{\"product\":\"linux\",\"service\":\"sshd\",\"m\":\"Accepted\"}\n");
        }

        var called = Called.komcert("scan", "--rules", folder, "--format", "jsonl", "--input", "ndjson", file);

        assertThat(called.values("file")).containsExactly("long.jsonl");
        assertThat(called.values("record")).containsExactly("2");
        assertThat(called.err()).contains("Eine Zeile ist länger als 16 MiB.");
    }
}
