package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Anchoring;
import de.komcert.app.audit.Anchors;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalExport;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves the house can be read and checked there. */
@WithPostgres
@SpringBootTest
class JournalExportTests {

    private static final Actor ANALYST =
            new Actor.Person(new PersonId(UUID.randomUUID()), "Can Yıldırım", Role.ANALYST);

    @Autowired
    JournalExport export;

    @Autowired
    Journal journal;

    @Autowired
    Anchoring anchoring;

    @Autowired
    Anchors anchors;

    @Autowired
    Compartments compartments;

    @Autowired
    Clock clock;

    @TempDir
    Path folder;

    private Incident incident;

    @BeforeEach
    void write() {
        Acting.run(ANALYST, () -> {
            incident = incident(compartments.open(List.of()));
            write("Anruf angenommen: „alles verschlüsselt“ \\ \"C:\\Daten\" 🔒", null);
            write("Zeile eins\nNr. 9\ngeschehen:   nie\n\u2028Ende", null);
            write("Es waren drei Server.", 1L);
        });
    }

    @Test
    void verifierInTheArchiveFindsTheChainIntact() throws Exception {
        unpack();

        assertThat(verify()).startsWith("Unversehrt: 3 Einträge, davon 0 gelöscht. Kopf der Kette: Nr. 3, ");
        assertThat(Files.readString(folder.resolve("LIESMICH.txt")))
                .contains("Nr. 3\n  "
                        + Files.readString(folder.resolve("tagebuch.jsonl"))
                                .lines()
                                .toList()
                                .getLast()
                                .replaceAll(".*hash\":\"|\".*", ""));
    }

    @Test
    void verifierInTheArchiveFindsTheAnchors() throws Exception {
        anchoring.anchor();
        Acting.run(ANALYST, () -> write("Nach dem Anker.", null));
        anchoring.anchor();
        anchoring.anchor();
        unpack();

        var last = Acting.as(ANALYST, () -> anchors.newest().orElseThrow());
        assertThat(verify("anker", String.valueOf(last.number()), last.fingerprint()))
                .startsWith("Unversehrt: 4 Einträge")
                .contains("\nVerankert bis Nr. 4, in Anker Nr. " + (last.number() - 1) + " vom ")
                .contains("\nDer gedruckte Anker Nr. " + last.number() + " ist darin enthalten.");
        assertThat(Files.readString(folder.resolve("LIESMICH.txt")))
                .contains("Nr. " + last.number() + "\n  " + last.fingerprint());
        assertThat(Files.readString(folder.resolve("anker.jsonl")).lines().filter(line -> line.contains("anchored")))
                .as("its own heads, and no other's")
                .hasSize(2);
    }

    @Test
    void noTextPassesForAnEntryOfItsOwn() throws Exception {
        unpack();

        assertThat(Files.readString(folder.resolve("tagebuch.txt")).lines().filter(line -> line.startsWith("Nr. ")))
                .containsExactly("Nr. 1", "Nr. 2", "Nr. 3");
    }

    @Test
    void sameJournalGivesTheSameBytes() throws Exception {
        assertThat(bytes()).isEqualTo(bytes());
    }

    private void write(String text, Long corrects) {
        journal.write(incident.compartment(), text, clock.instant(), corrects);
    }

    private byte[] bytes() throws Exception {
        var out = new ByteArrayOutputStream();
        Acting.<Void, Exception>as(ANALYST, () -> {
            export.write(incident, out);
            return null;
        });
        return out.toByteArray();
    }

    private void unpack() throws Exception {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
    }

    private String verify(String... paper) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Dstdout.encoding=UTF-8", "Pruefe.java", "tagebuch.jsonl"));
        command.addAll(List.of(paper));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Incident incident(CompartmentId compartment) {
        var at = Instant.parse("2026-11-23T06:10:00Z");
        return new Incident(
                new IncidentId(UUID.randomUUID()),
                compartment,
                new CodeName("ERLE-07"),
                "Gesamtschule Vennmark",
                "ransomware",
                "1",
                true,
                Incident.State.OPEN,
                null,
                at,
                at,
                null,
                null,
                new PersonId(UUID.randomUUID()),
                new Classification(Severity.HIGH, Tlp.AMBER_STRICT, Pap.AMBER, new Rsit("malicious-code:ransomware")),
                "",
                List.of(),
                0,
                0);
    }
}
