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

    /** Each has the user of the other in its log, and its own in its list. */
    private List<Object> listsOfTwo() throws IOException {
        rules = Files.writeString(folder.resolve("admin.yml"), """
                title: Kein Verwalter
                id: stranger
                level: high
                logsource: {product: linux, service: sshd}
                detection:
                    sel: {message|startswith: 'Failed password'}
                    admin: {message|expand|contains: ' %Administrators% from'}
                    condition: sel and not admin
                """);
        for (var place : List.of("grauwerden", "drosselrath", "andere")) {
            log(place + "/auth.log", 0);
            Files.writeString(
                    logs.resolve(place).resolve("auth.log"),
                    FAILED.formatted(0).replace("root", "adm.g")
                            + FAILED.formatted(1).replace("root", "adm.d"));
        }
        Files.delete(logs.resolve("drosselrath/schule/auth.log"));
        return List.of(
                "--list", "Grauwerden:Administrators=" + Files.writeString(folder.resolve("g.txt"), "adm.g\n"),
                "--list", "Drosselrath:%Administrators%=" + Files.writeString(folder.resolve("d.txt"), "adm.d\n"));
    }

    private List<String> ofBoth() {
        return List.of(in("Grauwerden", "grauwerden"), in("Drosselrath", "drosselrath"));
    }

    @Test
    void theListOfOneDoesNotExcuseTheLogOfTheOther() throws IOException {
        var lists = new ArrayList<>(listsOfTwo());
        lists.add(logs);

        var told = scan(rules, ofBoth(), lists.toArray());

        assertThat(told.values("file")).containsExactly("drosselrath/auth.log", "grauwerden/auth.log");
        assertThat(told.values("record")).containsExactly("1", "2");
        assertThat(told.err())
                .contains("Regel wartet auf Listen: admin.yml:1: Kein Verwalter: Administrators (Dateien ohne eigene"
                        + " Listen)\n")
                .contains("0 warten auf Listen.");
        lists.addAll(List.of("--list", "Administrators=" + Files.writeString(folder.resolve("a.txt"), "adm.?\n")));
        var all = scan(rules, ofBoth(), lists.toArray());
        assertThat(all.values("file")).as("its own comes first").isEqualTo(told.values("file"));
        assertThat(all.err()).doesNotContain("Regel wartet");
        lists.addAll(List.of("--threads", "3", "--resume", folder.resolve("saved")));
        assertThat(scan(rules, ofBoth(), lists.toArray()).out()).isEqualTo(all.out());
    }

    @Test
    void timelineAndExplainJudgeByTheListsOfTheEinrichtungToo() throws IOException {
        var words = new ArrayList<Object>(List.of("--rules", rules.resolveSibling("admin.yml")));
        words.addAll(listsOfTwo());
        ofBoth().forEach(one -> words.addAll(List.of("--einrichtung", one)));
        var timeline = new ArrayList<Object>(List.of("timeline", "--format", "timesketch", logs));
        timeline.addAll(words);
        var explain = new ArrayList<Object>(List.of("explain", logs.resolve("grauwerden/auth.log") + ":2"));
        explain.addAll(words);

        assertThat(Called.komcert(timeline.toArray()).out().lines())
                .filteredOn(line -> line.contains("Kein Verwalter"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("grauwerden/auth.log", "adm.d"),
                        line -> assertThat(line).contains("drosselrath/auth.log", "adm.g"));
        assertThat(Called.komcert(explain.toArray()).out()).contains("Die Regel passt.");
    }

    @Test
    void theManifestTellsWhoseListItIs() throws IOException {
        var lists = new ArrayList<>(listsOfTwo());
        var manifest = folder.resolve("manifest.json");
        lists.addAll(List.of("--manifest", manifest, logs));

        scan(rules, ofBoth(), lists.toArray());

        var told = Called.read(manifest).get("rules").get("lists");
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.get(0).get("einrichtung").asString()).isEqualTo("Drosselrath");
        assertThat(told.get(0).get("name").asString()).isEqualTo("Administrators");
        assertThat(told.get(1).get("einrichtung").asString()).isEqualTo("Grauwerden");
    }

    @Test
    void aListOfAnEinrichtungThatHasNoFolderIsRefused() throws IOException {
        var lists = new ArrayList<>(listsOfTwo());
        lists.add(logs);

        var called = scan(rules, List.of(in("Grauwerden", "grauwerden")), lists.toArray());

        assertThat(called.exit()).isEqualTo(64);
        assertThat(called.err())
                .contains("--list nennt eine Liste der Einrichtung Drosselrath, aber kein --einrichtung");
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
