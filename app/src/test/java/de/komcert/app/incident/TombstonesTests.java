package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static de.komcert.app.incident.Cases.notHere;
import static org.assertj.core.api.Assertions.assertThat;

/** What is left of something erased, for those who were its members, and for nobody else. */
class TombstonesTests extends ErasingCase {

    @TempDir
    Path folder;

    @Test
    void theChainShowsTheGapAndSaysWhyInPageAndExport() throws Exception {
        anchoring.anchor();
        var before = Acting.as(analyst, () -> journal.head(incident.compartment()));
        var earlier = exported(incident);
        announceAndAge();
        erasing.run();

        Acting.run(analyst, () -> {
            var stone = tombstones.find(incident.id()).orElseThrow();
            assertThat(stone.codeName()).isEqualTo(incident.codeName());
            assertThat(stone.months()).isEqualTo(36);
            var head = journal.head(incident.compartment());
            assertThat(stone.headNumber()).isEqualTo(head.number());
            assertThat(journal.verify(incident.compartment()))
                    .isEqualTo(new Verification.Intact(head.number(), head.number() - 1));
            assertThat(journal.anchored(incident.compartment()).orElseThrow().number())
                    .isEqualTo(before.number());
        });
        anchoring.anchor();

        var printed = String.valueOf(before.number());
        var hash = HexFormat.of().formatHex(before.hash());
        assertThat(verified(earlier, printed, hash))
                .startsWith("Unversehrt: ")
                .contains("davon 0 gelöscht")
                .doesNotContain("Der letzte Eintrag sagt");
        try (var browser = members.signIn(member)) {
            var left = browser.get("/vorfaelle/" + incident.id() + "/tagebuch.zip");
            assertThat(left.header("Content-Disposition").orElseThrow())
                    .contains(incident.codeName() + "-tagebuch.zip");
            var room = browser.get("/vorfaelle/" + incident.id());
            assertThat(room.status()).isEqualTo(200);
            assertThat(room.page().select("main").text())
                    .contains(incident.codeName().value(), "gelöscht", "36 Monate", "Die Kette ist unversehrt")
                    .doesNotContain("Blaumeise");
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/akte").location())
                    .endsWith("/vorfaelle/" + incident.id());
            assertThat(browser.get("/vorfaelle?zustand=ERASED")
                            .page()
                            .select("main")
                            .text())
                    .contains(incident.codeName().value());
            assertThat(browser.get("/vorfaelle?zustand=ALL").body())
                    .doesNotContain(incident.codeName().value());
            var json = browser.get("/vorfaelle/" + incident.id() + "/bericht.json");
            assertThat(json.body())
                    .contains(
                            "\"erasedAt\"",
                            "\"erased\":true",
                            incident.codeName().value())
                    .doesNotContain("Blaumeise");
        }
        assertThat(verified(erasedExport(), printed, hash))
                .startsWith("Unversehrt: ")
                .contains("Gelöscht nach Ablauf der Aufbewahrungsfrist: Vorfall, 36 Monate ab dem Abschluss am ")
                .contains("Der gedruckte Kopf Nr. " + printed + " ist darin enthalten.");
    }

    @Test
    void toEverybodyElseItNeverWas() {
        var stranger = members.create(Role.ANALYST);
        announceAndAge();
        erasing.run();
        try (var browser = members.signIn(stranger)) {
            var nowhere = browser.get("/vorfaelle/" + UUID.randomUUID());
            var erased = browser.get("/vorfaelle/" + incident.id());
            assertThat(erased.status()).isEqualTo(404).isEqualTo(nowhere.status());
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/akte").status())
                    .isEqualTo(404);
            assertThat(browser.get("/vorfaelle?zustand=ERASED").body())
                    .doesNotContain(incident.codeName().value());
        }
    }

    @Test
    void aMeldungThatBecameNoIncidentIsErasedToo() {
        var report = Acting.as(
                analyst, () -> reports.answer(reports.begin(call(), false).id(), "Rotkehlchen beantwortet"));
        owner.sql("update incident.report set ended_at = ? where id = ?")
                .params(Timestamp.from(LONG_AGO), report.id().value())
                .update();
        erasing.run();
        try (var browser = members.signIn(member)) {
            assertThat(browser.get("/").page().select("main").text()).contains("Wird bald gelöscht");
            assertThat(browser.get("/anruf/" + report.id())
                            .page()
                            .select("main")
                            .text())
                    .contains("Rotkehlchen", "Wird am", "Angekündigt am");
            age(report.compartment(), 31);
            erasing.run();
            assertThat(browser.get("/anruf/" + report.id())
                            .page()
                            .select("main")
                            .text())
                    .contains("Hier stand eine Meldung", "Meldung ohne Vorfall: 6 Monate")
                    .doesNotContain("Rotkehlchen");
        }
        Acting.run(analyst, () -> notHere(() -> reports.find(report.id())));
    }

    @Test
    void theOtherEndOfALinkShowsThatItIsGoneAndStaysAsItWas() {
        var parent = cases.open(analyst, "Kohlmeise", false);
        var child = cases.open(analyst, "Tannenmeise", false);
        Acting.run(analyst, () -> {
            links.adopt(child.id(), parent.id());
            closing.close(child.id(), Incident.Outcome.ENDED, "Erledigt");
        });
        erase(child.compartment());
        Acting.run(analyst, () -> {
            assertThat(incidents.find(parent.id())).isEqualTo(parent);
            assertThat(links.of(parent.compartment())).singleElement().satisfies(link -> {
                assertThat(link.name()).isEqualTo(child.codeName().value());
                assertThat(link.erasedAt()).isNotNull();
                assertThat(link.loose()).isFalse();
                notHere(() -> links.part(parent.id(), link.id()));
            });
        });
        try (var browser = members.signIn(member)) {
            var room = browser.get("/vorfaelle/" + parent.id());
            assertThat(room.page().select("[data-part=links]").text())
                    .contains(child.codeName().value(), "gelöscht am")
                    .doesNotContain("Tannenmeise");
            var there = room.page().select("[data-part=links] a").attr("href");
            assertThat(browser.get(there).page().select("main").text()).contains("Hier stand ein Vorfall");
        }
        Acting.run(analyst, () -> closing.close(parent.id(), Incident.Outcome.ENDED, "Erledigt"));
        erase(parent.compartment());
        assertThat(owner.sql("select count(*) from incident.link where ? in (compartment_id, other_compartment_id)")
                        .param(parent.compartment().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aCodeNameIsNotGivenTwice() {
        announceAndAge();
        erasing.run();
        var taken = Acting.<Boolean, RuntimeException>as(
                analyst,
                () -> transactions.execute(_ -> jdbc.sql("select incident.code_name_taken(?)")
                        .param(incident.codeName().value())
                        .query(Boolean.class)
                        .single()));
        assertThat(taken).isTrue();
    }

    private Path exported(Incident of) throws Exception {
        var zip = new ByteArrayOutputStream();
        Acting.<Void, IOException>as(analyst, () -> {
            export.write(of, zip);
            return null;
        });
        return unpacked("vorher", zip.toByteArray());
    }

    private Path erasedExport() throws Exception {
        var zip = new ByteArrayOutputStream();
        Acting.<Void, IOException>as(analyst, () -> {
            var stone = tombstones.find(incident.id()).orElseThrow();
            export.writeErased(stone.compartment(), "Einsatztagebuch", stone.erasedAt(), zip);
            return null;
        });
        return unpacked("nachher", zip.toByteArray());
    }

    private Path unpacked(String name, byte[] zip) throws Exception {
        var into = Files.createDirectory(folder.resolve(name));
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Files.write(into.resolve(entry.getName()), entries.readAllBytes());
            }
        }
        return into;
    }

    private static String verified(Path export, String... printed) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Dstdout.encoding=UTF-8", "Pruefe.java", "tagebuch.jsonl"));
        command.addAll(List.of(printed));
        var process = new ProcessBuilder(command)
                .directory(export.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
