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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The verifier that travels with an export, run as its reader runs it: on its own, in a Java of its own. */
class OfflineVerifierTests {

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private static Path program;

    @TempDir
    private Path folder;

    private final List<Link> links = VerificationTests.chain(
            "Anruf der Schule",
            "Netzwerkkabel gezogen um 07:25",
            "Drei Server: „alles verschlüsselt“",
            "\"C:\\Daten\"\n\tund ein \u2028 und ein 🔒",
            "");

    /** The lines of the file, the head last. */
    private final List<String> lines = new ArrayList<>();

    /** Compiled once, and for the oldest Java it is promised to run on. */
    @BeforeAll
    static void compile() throws IOException {
        var source = program.resolve("Pruefe.java");
        try (var resource = OfflineVerifierTests.class.getResourceAsStream("/journal/Pruefe.java")) {
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

    @Test
    void intactChainIsFoundIntactByTheCommandOfTheInstructions() throws Exception {
        Files.copy(program.resolve("Pruefe.java"), folder.resolve("Pruefe.java"));
        write();

        assertThat(run("Pruefe.java", "tagebuch.jsonl")).isEqualTo(new Outcome(0, intact(5, 0)));
    }

    @Test
    void longTextIsChecked() throws Exception {
        var chain = VerificationTests.chain("kurz", "ä\\\"".repeat(50_000));
        lines.clear();
        lines.addAll(lines(chain));
        lines.add(head(chain.getLast()));

        assertThat(check().status()).isZero();
    }

    @Test
    void emptyChainIsIntact() throws Exception {
        lines.clear();
        lines.add(head(0, Link.BEGIN));

        assertThat(check().words()).startsWith("Unversehrt: 0 Einträge, davon 0 gelöscht. Kopf der Kette: Nr. 0, 0000");
    }

    @Test
    void lineEndsOfWindowsDoNotMatter() throws Exception {
        lines.replaceAll(line -> line + "\r");

        assertThat(check()).isEqualTo(new Outcome(0, intact(5, 0)));
    }

    @Test
    void anErasedJournalStillVerifiesAndItsLastEntrySaysWhy() throws Exception {
        var chain = VerificationTests.chain(
                "Anruf der Schule",
                "Netzwerkkabel gezogen",
                "{\"author\":\"Aufbewahrung\",\"text\":\"Gelöscht: „Vorfall“, 36 \\\"Monate\\\"\"}");
        lines.clear();
        lines.add(line(VerificationTests.erased(chain.get(0))));
        lines.add(line(VerificationTests.erased(chain.get(1))));
        lines.add(line(chain.get(2)));
        lines.add(head(chain.get(2)));

        var outcome = check();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.words())
                .startsWith("Unversehrt: 3 Einträge, davon 2 gelöscht.")
                .contains(
                        "\nDer letzte Eintrag sagt, warum die anderen gelöscht sind: Gelöscht: „Vorfall“, 36 \"Monate\"\n");
    }

    @Test
    void aTextThatIsMissingWithoutAReasonIsPointedOut() throws Exception {
        lines.set(1, line(VerificationTests.erased(links.get(1))));

        assertThat(check())
                .isEqualTo(new Outcome(
                        0,
                        whole(5, 1)
                                + "\nAchtung: Texte fehlen, ohne dass das Tagebuch sagt, warum. Nach Ablauf der Frist löscht"
                                + " KomCERT alle Texte und nennt den Grund im letzten Eintrag."
                                + "\nOhne Anker geprüft: Daneben liegt keine anker.jsonl."));
    }

    @Test
    void oneByteChangedInATextIsFoundAndLocated() throws Exception {
        change(2, "07:25", "07:26");

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Nr. 2: Sein Text wurde verändert."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "compartment":"7 | "compartment":"8 | Seine Prüfsumme
                    "number":3       | "number":4       | Ein Eintrag fehlt
                    123456Z          | 123457Z          | Seine Prüfsumme
                    "salt":"43       | "salt":"44       | Sein Text
                    Drei Server      | Zwei Server      | Sein Text
                    """, quoteCharacter = '\'')
    void changedFieldIsLocated(String from, String to, String fault) throws Exception {
        change(3, from, to);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: " + fault);
    }

    @ParameterizedTest
    @CsvSource({"commitment, Seine Prüfsumme", "previous, Er schließt nicht an", "hash, Seine Prüfsumme"})
    void changedHashIsLocated(String field, String fault) throws Exception {
        var line = lines.get(2);
        var digit = line.indexOf("\"" + field + "\":\"") + field.length() + 4;
        lines.set(2, line.substring(0, digit) + (line.charAt(digit) == '0' ? '1' : '0') + line.substring(digit + 1));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: " + fault);
    }

    @Test
    void missingMiddleLinkIsLocated() throws Exception {
        lines.remove(2);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: Ein Eintrag fehlt");
    }

    @Test
    void swappedLinksAreLocated() throws Exception {
        Collections.swap(lines, 1, 2);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 2: ");
    }

    @Test
    void missingLastLinkIsFoundByTheHead() throws Exception {
        lines.remove(4);

        assertThat(check())
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge, oder es sind zu viele."
                                + " Die Kette endet mit Nr. 4, ihr Kopf nennt Nr. 5."));
    }

    @Test
    void rewrittenLastLinkIsFoundByTheHead() throws Exception {
        lines.set(5, head(5, links.get(3).hash()));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 6: Der Kopf der Kette nennt eine andere Prüfsumme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"salt", "body"})
    void halfAnErasureIsDamage(String field) throws Exception {
        lines.set(1, lines.get(1).replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":null"));

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Nr. 2: Sein Text wurde verändert."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keine Kette",
                "{}",
                "{\"head\":{\"number\":2}}",
                "{\"compartment\":null}",
            })
    void garbageIsRefusedWithItsLine(String garbage) throws Exception {
        lines.set(3, garbage);

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Zeile 4: ");
    }

    /** Whatever could be written in two ways could be changed without changing a hash. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "number":2        | "number":02
                    "number":2        | "number":"2"
                    T06:11:00.123456Z | T06:11:00.1234567Z
                    T06:11:00.123456Z | T07:11:00.123456+01:00
                    2026-11-23T       | 2026-02-30T
                    "salt":"42        | "salt": "42
                    "salt":"42        | "salt":"
                    "body":           | "note":"","body":
                    gezogen           | gezogen"
                    gezogen           | gezogen\\
                    gezogen           | gezogen\\x
                    gezogen           | gezogen\\u00e
                    gezogen           | gezogen\\ud83d
                    """, quoteCharacter = '\'')
    void otherSpellingIsRefusedWithItsLine(String from, String to) throws Exception {
        change(2, from, to);

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Zeile 2: ");
    }

    @Test
    void brokenCharacterIsRefusedWithItsLine() throws Exception {
        var bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        var umlaut = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("verschl\u00c3");
        bytes[umlaut + "verschl".length()] = 'u';
        Files.write(folder.resolve("tagebuch.jsonl"), bytes);

        assertThat(run("-cp", program.toString(), "Pruefe", "tagebuch.jsonl"))
                .isEqualTo(new Outcome(2, "Zeile 3: Ein Zeichen ist beschädigt; die Zeile ist kein UTF-8."));
    }

    @Test
    void missingHeadIsRefused() throws Exception {
        lines.removeLast();

        assertThat(check())
                .isEqualTo(new Outcome(2, "Zeile 6: Hier fehlt der Kopf der Kette. Die Datei ist nicht vollständig."));
    }

    @Test
    void linkAfterTheHeadIsRefused() throws Exception {
        lines.add(lines.getFirst());

        assertThat(check()).isEqualTo(new Outcome(2, "Zeile 6: Nach dem Kopf der Kette darf nichts mehr folgen."));
    }

    @Test
    void missingFileIsNamed() throws Exception {
        assertThat(run("-cp", program.toString(), "Pruefe", "anderswo.jsonl"))
                .isEqualTo(new Outcome(2, "Die Datei anderswo.jsonl lässt sich nicht lesen. Stimmen Ordner und Name?"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void printedHeadIsContained(int number) throws Exception {
        assertThat(check(String.valueOf(number), links.get(number - 1).fingerprint()))
                .isEqualTo(
                        new Outcome(0, intact(5, 0) + "\nDer gedruckte Kopf Nr. " + number + " ist darin enthalten."));
    }

    @Test
    void printedHashMayBeTypedInGroups() throws Exception {
        var groups = links.get(1).fingerprint().toUpperCase(Locale.ROOT).split("(?<=\\G.{8})");
        var typed = new ArrayList<>(List.of("2"));
        Collections.addAll(typed, groups);

        assertThat(check(typed.toArray(String[]::new)).status()).isZero();
    }

    /** Who takes away the last links and writes a head to match is found by the paper only. */
    @Test
    void printedHeadBehindTheEndIsNotContained() throws Exception {
        lines.removeLast();
        lines.removeLast();
        lines.add(head(links.get(3)));

        assertThat(check().status()).isZero();
        assertThat(check("5", links.getLast().fingerprint()))
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge."
                                + " Gedruckt ist Nr. 5, die Kette endet mit Nr. 4."));
    }

    /** Who writes all of it anew is found by the paper only. */
    @Test
    void printedHeadOfARewrittenChainIsNotContained() throws Exception {
        var rewritten = VerificationTests.chain("Anruf der Schule", "Netzwerkkabel gezogen um 08:25", "Ende");
        lines.clear();
        lines.addAll(lines(rewritten));
        lines.add(head(rewritten.getLast()));

        assertThat(check().status()).isZero();
        assertThat(check("1", links.get(0).fingerprint()).status()).isZero();
        assertThat(check("2", links.get(1).fingerprint()).words())
                .startsWith("Beschädigt bei Nr. 2: Gedruckt ist eine andere Prüfsumme.");
    }

    @ParameterizedTest
    @CsvSource({"5, ''", "fünf, 00", "5, 00"})
    void printedHeadThatCannotBeOneIsRefused(String number, String hash) throws Exception {
        var outcome = check(number, hash);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Aufruf: java Pruefe.java tagebuch.jsonl");
    }

    @Test
    void anchoredHeadIsConfirmed() throws Exception {
        anchor(3);

        assertThat(check())
                .isEqualTo(new Outcome(
                        0, whole(5, 0) + "\nVerankert bis Nr. 3, in Anker Nr. 7 vom 2026-11-23T08:00:00.000001Z."));
    }

    @Test
    void journalWithoutAnchorsSaysSo() throws Exception {
        Files.writeString(folder.resolve("anker.jsonl"), "");

        assertThat(check()).isEqualTo(new Outcome(0, whole(5, 0) + "\nNoch nicht verankert."));
    }

    /** Who takes away the last links and writes a head to match is found by the anchor, without any paper. */
    @Test
    void cutOffEndIsFoundByTheAnchor() throws Exception {
        anchor(5);
        lines.removeLast();
        lines.removeLast();
        lines.add(head(links.get(3)));

        assertThat(check())
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge."
                                + " Verankert ist Nr. 5, die Kette endet mit Nr. 4."));
    }

    @Test
    void chainWrittenAnewIsFoundByTheAnchor() throws Exception {
        anchor(2);
        var rewritten = VerificationTests.chain("Anruf der Schule", "Netzwerkkabel gezogen um 08:25", "Ende");
        lines.clear();
        lines.addAll(lines(rewritten));
        lines.add(head(rewritten.getLast()));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 2: Anker Nr. 7 hält eine andere Prüfsumme fest.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "root":"         | 6 | Seine Prüfsumme passt nicht zu seinen Angaben.
                    "previous":"     | 7 | Er schließt nicht an den vorigen an.
                    "hash":"         | 6 | Seine Prüfsumme passt nicht zu seinen Angaben.
                    "salt":"         | 7 | Der Weg von Nr. 3 führt nicht zu ihm.
                    "siblings":"     | 7 | Der Weg von Nr. 3 führt nicht zu ihm.
                    """, quoteCharacter = '\'')
    void changedAnchorIsLocated(String field, long number, String fault) throws Exception {
        anchor(3);
        var file = folder.resolve("anker.jsonl");
        var text = Files.readString(file);
        var digit = (field.contains("previous") ? text.lastIndexOf(field) : text.indexOf(field)) + field.length();
        var changed = text.charAt(digit) == '0' ? '1' : '0';
        Files.writeString(file, text.substring(0, digit) + changed + text.substring(digit + 1));

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. " + number + ": " + fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "number":7    | "number":07
                    "slot":       | "slot":0
                    00.000001Z    | 00.0000010Z
                    {"anchor":    | {"anker":
                    """, quoteCharacter = '\'')
    void otherSpellingOfAnAnchorIsRefusedWithItsLine(String from, String to) throws Exception {
        anchor(3);
        var file = folder.resolve("anker.jsonl");
        Files.writeString(file, Files.readString(file).replace(from, to));

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).containsPattern("^anker.jsonl, Zeile [1-3]: Das ist kein Anker");
    }

    @Test
    void printedAnchorIsContained() throws Exception {
        var anchor = anchor(3);

        assertThat(check("anker", "6", anchor.getFirst().fingerprint()).words())
                .endsWith("\nDer gedruckte Anker Nr. 6 ist darin enthalten.");
        assertThat(check(
                                "5",
                                links.getLast().fingerprint(),
                                "anker",
                                "7",
                                anchor.getLast().fingerprint())
                        .words())
                .endsWith("\nDer gedruckte Kopf Nr. 5 ist darin enthalten."
                        + "\nDer gedruckte Anker Nr. 7 ist darin enthalten.");
    }

    @Test
    void printedAnchorOfAnotherChainIsNotContained() throws Exception {
        var anchor = anchor(3);

        assertThat(check("anker", "6", anchor.getLast().fingerprint()))
                .isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. 6: Gedruckt ist eine andere Prüfsumme."));
        assertThat(check("anker", "8", anchor.getLast().fingerprint()))
                .isEqualTo(
                        new Outcome(
                                1,
                                "Beschädigt bei Anker Nr. 8: Er ist gedruckt, hier aber reichen die Anker nur von Nr. 6 bis Nr. 7."));
    }

    @Test
    void printedAnchorCannotBeComparedWithNone() throws Exception {
        assertThat(check("anker", "6", links.getFirst().fingerprint()))
                .isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. 6: Er ist gedruckt, hier aber liegt kein Anker."));
    }

    /** Two anchors, of which the second holds this link, as an export writes them. */
    private List<Anchor> anchor(int number) throws IOException {
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

    private static String anchor(Anchor anchor) {
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
    private record Outcome(int status, String words) {}

    private void write() throws IOException {
        Files.writeString(folder.resolve("tagebuch.jsonl"), String.join("\n", lines) + "\n");
    }

    private Outcome check(String... printed) throws Exception {
        write();
        var arguments = new ArrayList<>(List.of("-cp", program.toString(), "Pruefe", "tagebuch.jsonl"));
        Collections.addAll(arguments, printed);
        return run(arguments.toArray(String[]::new));
    }

    private Outcome run(String... arguments) throws Exception {
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

    private String intact(int count, int erased) {
        return whole(count, erased) + "\nOhne Anker geprüft: Daneben liegt keine anker.jsonl.";
    }

    private String whole(int count, int erased) {
        return "Unversehrt: %d Einträge, davon %d gelöscht. Kopf der Kette: Nr. %d, %s."
                .formatted(count, erased, count, links.getLast().fingerprint());
    }

    private void change(int number, String from, String to) {
        assertThat(lines.get(number - 1)).containsOnlyOnce(from);
        lines.set(number - 1, lines.get(number - 1).replace(from, to));
    }

    private static List<String> lines(List<Link> links) {
        return links.stream().map(OfflineVerifierTests::line).toList();
    }

    private static String line(Link link) {
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

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static String head(Link link) {
        return head(link.number(), link.hash());
    }

    private static String head(long number, byte[] hash) {
        return "{\"head\":{\"number\":%d,\"hash\":\"%s\"}}".formatted(number, HEX.formatHex(hash));
    }
}
