package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs of several Einrichtungen in one run, and rules that compare these. */
class EinrichtungTests {

    private static final String SHIPPED = "de29a99c-2743-429d-b6a7-258078a56dd7";
    private static final String FAILED =
            "2026-11-20T10:0%d:00+01:00 srv-web01 sshd[12]: Failed password for root from 203.0.113.99 port 50200 ssh2\n";

    @TempDir
    private Path folder;

    private Path rules;
    private Path logs;

    @BeforeEach
    void makeRulesAndLogs() throws IOException {
        rules = Files.writeString(folder.resolve("two.yml"), """
                title: Kennwort abgelehnt
                name: failed
                id: failed
                level: low
                logsource: {product: linux, service: sshd}
                detection: {sel: {message|startswith: 'Failed password'}, condition: sel}
                ---
                title: Bei zweien
                id: two
                level: high
                correlation:
                    type: value_count
                    rules: [failed]
                    group-by: [src_ip]
                    timespan: 1h
                    condition: {field: einrichtung, gte: 2}
                """);
        logs = folder.resolve("logs");
        log("grauwerden/auth.log", 0);
        log("drosselrath/auth.log", 1);
        log("drosselrath/schule/auth.log", 2);
    }

    private Path log(String name, int minute) throws IOException {
        var file = logs.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, FAILED.formatted(minute));
    }

    private Called scan(Path with, List<String> einrichtungen, Object... more) {
        var words = new ArrayList<Object>(List.of("scan", "--rules", with, "--format", "jsonl"));
        einrichtungen.forEach(one -> words.addAll(List.of("--einrichtung", one)));
        words.addAll(List.of(more));
        return Called.komcert(words.toArray());
    }

    private String in(String name, String place) {
        return name + "=" + logs.resolve(place);
    }

    private static Path shipped() {
        return Path.of("..", "rules", "across", "same-address-at-several.yml");
    }

    @Test
    void oneAddressAtTwoEinrichtungenIsOneHitAndWithoutTheOptionNone() {
        var told = scan(rules, List.of(in("Grauwerden", "grauwerden"), in("Drosselrath", "drosselrath")), logs);

        assertThat(told.values("rule")).containsExactly("two");
        assertThat(told.err()).doesNotContain("Hinweis: Zu der Einrichtung");
        assertThat(scan(rules, List.of(), logs).out()).isEmpty();
        assertThat(scan(rules, List.of(in("Grauwerden", "grauwerden"), in("Grauwerden", "drosselrath")), logs)
                        .out())
                .as("twice at the same")
                .isEmpty();
    }

    @Test
    void theRuleThatComesAlongFindsOneAddressAtThree() {
        var three = List.of(
                in("Grauwerden", "grauwerden"),
                in("Drosselrath", "drosselrath"),
                in("Schule", "drosselrath/schule/auth.log"));

        assertThat(scan(shipped(), three, logs).values("rule"))
                .as("a folder in another knows better")
                .containsExactly(SHIPPED);
        assertThat(scan(shipped(), three.subList(0, 2), logs).out()).isEmpty();
        assertThat(scan(shipped(), List.of(), logs).err())
                .contains("Was diese Protokolle zeigen können: 0 von 6 Regeln");
        assertThat(scan(shipped(), three, logs).err()).contains("Was diese Protokolle zeigen können: 2 von 6 Regeln");
    }

    @Test
    void aCollectionAndAFileThatIsNamedBelongToTheirFolder() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("var/log/auth.log"));
            zip.write(FAILED.formatted(3).getBytes(StandardCharsets.UTF_8));
        }
        var collection = Files.write(logs.resolve("sammlung.zip"), bytes.toByteArray());

        var called = scan(
                rules,
                List.of("Kranichfurt=" + collection, in("Grauwerden", "grauwerden")),
                logs.resolve("grauwerden/auth.log"),
                collection);

        assertThat(called.values("rule")).containsExactly("two");
    }

    @Test
    void theManifestTellsWhoseEachLogIs() {
        var manifest = folder.resolve("manifest.json");

        scan(rules, List.of(in("Grauwerden", "grauwerden")), "--manifest", manifest, logs);

        var inputs = Called.read(manifest).get("inputs");
        assertThat(inputs.size()).isEqualTo(3);
        assertThat(inputs.get(2).get("file").asString()).isEqualTo("grauwerden/auth.log");
        assertThat(inputs.get(2).get("einrichtung").asString()).isEqualTo("Grauwerden");
        assertThat(inputs.get(0).has("einrichtung")).isFalse();
    }

    @Test
    void everythingElseIsFoundAsWithoutIt() throws IOException {
        Files.writeString(rules, """
                title: Befehl
                id: command
                level: high
                logsource: {product: windows, category: process_creation}
                detection: {sel: {Image|endswith: .exe}, condition: sel}
                """);
        new SampleLog()
                .process("a.exe", "eins")
                .skip(40)
                .process("b.exe", "zwei")
                .write(logs.resolve("grauwerden/Sysmon.evtx"));
        Files.writeString(
                logs.resolve("grauwerden/own.jsonl"),
                "{\"product\":\"windows\",\"category\":\"process_creation\",\"Image\":\"c.exe\",\"einrichtung\":\"x\"}\n");

        var told = scan(rules, List.of(in("Grauwerden", "grauwerden")), logs);

        assertThat(told).isEqualTo(scan(rules, List.of(), logs));
        assertThat(told.values("rule")).hasSize(2);
        assertThat(told.err()).contains("Lücken: ");
    }

    @Test
    void anEinrichtungOfWhichNothingIsReadIsNamed() throws IOException {
        Files.createDirectories(logs.resolve("leer"));

        var called = scan(rules, List.of(in("Leerstadt", "leer")), logs);

        assertThat(called.exit()).isZero();
        assertThat(called.err()).contains("Hinweis: Zu der Einrichtung Leerstadt wurde keine Datei gelesen");
    }

    @Test
    void whatCannotBeMeantIsRefusedAllAtOnce() {
        var called = scan(
                rules,
                List.of("Grauwerden", in("Weg", "nirgends"), in("A", "grauwerden"), in("B", "grauwerden")),
                logs);

        assertThat(called.exit()).isEqualTo(64);
        assertThat(called.err())
                .contains("»Grauwerden« ist beides nicht", "Für die Einrichtung Weg gibt es")
                .contains("kann nur zu einer Einrichtung gehören: A oder B?");
    }
}
