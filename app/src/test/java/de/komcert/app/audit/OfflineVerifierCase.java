package de.komcert.app.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import javax.tools.ToolProvider;

import de.komcert.app.access.CompartmentId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The verifier that travels with an export, run as its reader runs it: on its own, in a Java of its own. */
abstract class OfflineVerifierCase {

    static final HexFormat HEX = HexFormat.of();
    static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    static Path program;

    @TempDir
    Path folder;

    final List<Link> links = VerificationTests.chain(
            "Anruf der Schule",
            "Netzwerkkabel gezogen um 07:25",
            "Drei Server: „alles verschlüsselt“",
            "\"C:\\Daten\"\n\tund ein \u2028 und ein 🔒",
            "");

    /** The lines of the file, the head last. */
    final List<String> lines = new ArrayList<>();

    /** Compiled once, and for the oldest Java it is promised to run on. */
    @BeforeAll
    static void compile() throws IOException {
        var source = program.resolve("Pruefe.java");
        try (var resource = OfflineVerifierCase.class.getResourceAsStream("/journal/Pruefe.java")) {
            Files.copy(Objects.requireNonNull(resource), source);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "--release", "17", "-Werror", source.toString()))
                .isZero();
    }

    @BeforeEach
    void export() {
        lines.addAll(lines(links));
        lines.add(head(links.getLast()));
    }

    /** Two anchors, of which the second holds this link, as an export writes them. */
    List<Anchor> anchor(int number) throws IOException {
        var random = new Random(number);
        var link = links.get(number - 1);
        var other =
                new AnchorTree.Leaf(CompartmentId.random(), 1, links.getFirst().hash());
        var leaf = new AnchorTree.Leaf(link.compartment(), number, link.hash());
        var tree = AnchorTree.of(List.of(other, leaf), random);
        var first = Anchor.following(6, Instant.parse("2026-11-23T07:00:00.000001Z"), new byte[32], Link.BEGIN);
        var second = Anchor.following(7, Instant.parse("2026-11-23T08:00:00.000001Z"), tree.root(), first.hash());
        var way = tree.ways().getLast();
        Files.writeString(
                folder.resolve("anker.jsonl"),
                anchor(first)
                        + anchor(second)
                        + """
                        {"anchored":{"number":%d,"hash":"%s","anchor":7,"salt":"%s","slot":%d,"siblings":"%s"}}
                        """.formatted(
                                        number,
                                        link.fingerprint(),
                                        HEX.formatHex(way.salt()),
                                        way.slot(),
                                        HEX.formatHex(way.siblings())));
        return List.of(first, second);
    }

    static String anchor(Anchor anchor) {
        return """
                {"anchor":{"number":%d,"at":"%s","root":"%s","previous":"%s","hash":"%s"}}
                """.formatted(
                        anchor.number(),
                        MICROSECONDS.format(anchor.at()),
                        HEX.formatHex(anchor.root()),
                        HEX.formatHex(anchor.previous()),
                        anchor.fingerprint());
    }

    /** How the verifier ended, and what it said. */
    record Outcome(int status, String words) {}

    void write() throws IOException {
        Files.writeString(folder.resolve("tagebuch.jsonl"), String.join("\n", lines) + "\n");
    }

    Outcome check(String... printed) throws Exception {
        write();
        var arguments = new ArrayList<>(List.of("-cp", program.toString(), "Pruefe", "tagebuch.jsonl"));
        Collections.addAll(arguments, printed);
        return run(arguments.toArray(String[]::new));
    }

    Outcome run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                JAVA.toString(), "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        Collections.addAll(command, arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Java would announce these, and we compare every word.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        var process = builder.start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), words.strip());
    }

    String intact(int count, int erased) {
        return whole(count, erased) + "\nOhne Anker geprüft: Daneben liegt keine anker.jsonl.";
    }

    String whole(int count, int erased) {
        return "Unversehrt: %d Einträge, davon %d gelöscht. Kopf der Kette: Nr. %d, %s."
                .formatted(count, erased, count, links.getLast().fingerprint());
    }

    void change(int number, String from, String to) {
        assertThat(lines.get(number - 1)).containsOnlyOnce(from);
        lines.set(number - 1, lines.get(number - 1).replace(from, to));
    }

    static List<String> lines(List<Link> links) {
        return links.stream().map(OfflineVerifierCase::line).toList();
    }

    static String line(Link link) {
        return """
                {"compartment":"%s","number":%d,"recordedAt":"%s","commitment":"%s","previous":"%s","hash":"%s",\
                "salt":%s,"body":%s}""".formatted(
                        link.compartment().value(),
                        link.number(),
                        MICROSECONDS.format(link.recordedAt()),
                        HEX.formatHex(link.commitment()),
                        HEX.formatHex(link.previous()),
                        link.fingerprint(),
                        json(link.salt() == null ? null : HEX.formatHex(link.salt())),
                        json(link.body()));
    }

    static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    static String head(Link link) {
        return head(link.number(), link.hash());
    }

    static String head(long number, byte[] hash) {
        return "{\"head\":{\"number\":%d,\"hash\":\"%s\"}}".formatted(number, HEX.formatHex(hash));
    }
}
