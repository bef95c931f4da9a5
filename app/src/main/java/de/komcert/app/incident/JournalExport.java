package de.komcert.app.incident;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.audit.Anchor;
import de.komcert.app.audit.Anchors;
import de.komcert.app.audit.Chain;
import de.komcert.app.audit.Link;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Einsatztagebuch to take away: the chain as it stands, the same to read, and a program that checks it where there is
 * no KomCERT.
 */
// Repeatable read: head, links and entries must be of one moment, or an entry written meanwhile would look like damage.
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class JournalExport {

    /** One link in one line, spelled exactly as the verifier expects it. */
    private static final String LINK = """
            {"compartment":"%s","number":%s,"recordedAt":"%s","commitment":"%s","previous":"%s","hash":"%s",\
            "salt":%s,"body":%s}
            """;

    private static final String HEAD = """
            {"head":{"number":%s,"hash":"%s"}}
            """;

    private static final String ANCHOR = """
            {"anchor":{"number":%s,"at":"%s","root":"%s","previous":"%s","hash":"%s"}}
            """;

    private static final String ANCHORED = """
            {"anchored":{"number":%s,"hash":"%s","anchor":%s,"salt":"%s","slot":%s,"siblings":"%s"}}
            """;

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** With the zone, because an hour in October comes twice. */
    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern(
                    "dd.MM.uuuu, HH:mm:ss 'Uhr' zzz", Locale.GERMAN)
            .withZone(Times.ZONE);

    private static final String ENTRY = """
            Nr. %s
            geschehen:   %s
            eingetragen: %s
            wer:         %s
            %s""";

    private static final String ERASED_ENTRY = """
            Nr. %s
            eingetragen: %s
            Der Text wurde nach Ablauf der Aufbewahrungsfrist gelöscht.
            """;

    private static final String READABLE = """
            %s

            Alle Zeiten in deutscher Ortszeit. Diese Datei dient dem Lesen; geprüft wird tagebuch.jsonl.

            %s""";

    private static final String README = """
            %s

            In diesem Ordner
              tagebuch.jsonl   das Einsatztagebuch, wie es gespeichert ist: jede Zeile ein Eintrag,
                               die letzte nennt den Kopf der Kette
              tagebuch.txt     dasselbe zum Lesen
              anker.jsonl      die Anker der Systemkette seit dem ersten, der dieses Tagebuch enthält,
                               und der Weg dorthin von jedem verankerten Kopf
              Pruefe.java      das Prüfprogramm als lesbarer Quelltext
              LIESMICH.txt     diese Anleitung

            Kopf der Kette bei der Ausgabe
              Nr. %s
              %s

            Letzter Anker der Systemkette bei der Ausgabe
              %s

            So prüfen Sie das Tagebuch
              Sie brauchen Java 17 oder neuer, sonst nichts: kein Netz und kein KomCERT.
              Öffnen Sie in diesem Ordner eine Eingabeaufforderung und geben Sie ein:

                java Pruefe.java tagebuch.jsonl

              „Unversehrt“ heißt: Jeder Eintrag steht an seinem Platz, und jeder Text ist der ursprüngliche.
              „Beschädigt“ nennt die erste Nummer, an der etwas nicht stimmt.

            So vergleichen Sie es mit dem Papier
              Auf jedem Bericht und jeder Übergabe steht der Kopf der Kette von damals. Geben Sie ihn an:

                java Pruefe.java tagebuch.jsonl NUMMER PRÜFSUMME

              Erst dieser Vergleich zeigt, ob am Ende Einträge fehlen oder ob alles neu geschrieben wurde:
              Wer die ganze Datei fälscht, kann auch ihre Prüfsummen neu berechnen, nicht aber das Papier.

            Was die Anker beweisen
              Stündlich hält KomCERT fest, womit jedes Einsatztagebuch endet, alle zusammen in einem Anker.
              Auf jedem Bericht steht der letzte Anker von damals, auf denen anderer Vorfälle auch.
              Mit einem davon wissen Sie: Bis zu dem Eintrag, den das Prüfprogramm nennt, ist nichts
              weggefallen und nichts neu geschrieben. Geben Sie den Anker vom Papier so an:

                java Pruefe.java tagebuch.jsonl anker NUMMER PRÜFSUMME

            Gut zu wissen
              Nach Ablauf der Aufbewahrungsfrist wird ein Vorfall gelöscht, mit allen Texten seines Tagebuchs.
              Die Kette bleibt dabei unversehrt: Das Prüfprogramm zählt die gelöschten Einträge, und der letzte
              Eintrag nennt Grund und Frist. Was Sie vorher heruntergeladen haben, lässt sich weiter prüfen.
              Wenn Sie dem Absender nicht trauen, nehmen Sie das Prüfprogramm nicht aus diesem Ordner,
              sondern aus dem veröffentlichten Quelltext von KomCERT.
            """;

    private final Chain chain;
    private final Anchors anchors;
    private final Journal journal;
    private final JsonMapper json;

    JournalExport(Chain chain, Anchors anchors, Journal journal, JsonMapper json) {
        this.chain = chain;
        this.anchors = anchors;
        this.journal = journal;
        this.json = json;
    }

    /** Writes the ZIP and leaves the stream open. The same journal gives the same bytes. */
    public void write(Incident incident, OutputStream out) throws IOException {
        write(incident.compartment(), title(incident), incident.openedAt(), out);
    }

    /**
     * Writes what is left of the journal of something that was erased.
     *
     * @param title what stands at the head of what is read
     */
    public void writeErased(CompartmentId compartment, String title, Instant erasedAt, OutputStream out)
            throws IOException {
        write(compartment, title, erasedAt, out);
    }

    private void write(CompartmentId compartment, String title, Instant begun, OutputStream out) throws IOException {
        var links = chain.links(compartment);
        var head = chain.head(compartment);
        var files = new LinkedHashMap<String, String>();
        files.put("LIESMICH.txt", README.formatted(title, head.number(), hex(head.hash()), lastAnchor()));
        files.put("tagebuch.txt", READABLE.formatted(title, readable(compartment)));
        files.put("tagebuch.jsonl", lines(links, head));
        files.put("anker.jsonl", anchors(compartment));
        files.put(
                "Pruefe.java", new ClassPathResource("journal/Pruefe.java").getContentAsString(StandardCharsets.UTF_8));

        var asOf = links.isEmpty() ? begun : links.getLast().recordedAt();
        try (var zip = new ZipOutputStream(StreamUtils.nonClosing(out))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(entry(file.getKey(), asOf));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String lines(List<Link> links, Chain.Head head) {
        return links.stream().map(this::line).collect(Collectors.joining())
                + HEAD.formatted(head.number(), hex(head.hash()));
    }

    private String line(Link link) {
        return LINK.formatted(
                link.compartment().value(),
                link.number(),
                MICROSECONDS.format(link.recordedAt()),
                hex(link.commitment()),
                hex(link.previous()),
                hex(link.hash()),
                quoted(link.salt() == null ? null : hex(link.salt())),
                quoted(link.body()));
    }

    private String quoted(@Nullable String text) {
        return text == null ? "null" : json.writeValueAsString(text);
    }

    /** The system chain from the first anchor of this journal on, then the way from each anchored head to its anchor. */
    private String anchors(CompartmentId compartment) {
        var heads = anchors.of(compartment);
        if (heads.isEmpty()) {
            return "";
        }
        var first = heads.stream().mapToLong(head -> head.anchor().number()).min();
        return Stream.concat(
                        anchors.after(first.getAsLong() - 1, Integer.MAX_VALUE).stream()
                                .map(JournalExport::line),
                        heads.stream().map(JournalExport::line))
                .collect(Collectors.joining());
    }

    private static String line(Anchor anchor) {
        return ANCHOR.formatted(
                anchor.number(),
                MICROSECONDS.format(anchor.at()),
                hex(anchor.root()),
                hex(anchor.previous()),
                anchor.fingerprint());
    }

    private static String line(Anchors.Anchored head) {
        return ANCHORED.formatted(
                head.number(),
                hex(head.hash()),
                head.anchor().number(),
                hex(head.salt()),
                head.slot(),
                hex(head.siblings()));
    }

    private String lastAnchor() {
        return anchors.newest()
                .map(anchor -> "Nr. " + anchor.number() + "\n  " + anchor.fingerprint())
                .orElse("noch keiner");
    }

    private String readable(CompartmentId compartment) {
        return journal.entries(compartment).stream()
                .map(JournalExport::paragraph)
                .collect(Collectors.joining("\n"));
    }

    private static String paragraph(JournalEntry entry) {
        if (entry.erased()) {
            return ERASED_ENTRY.formatted(entry.number(), GERMAN.format(entry.recordedAt()));
        }
        var corrects = entry.corrects() == null ? "" : "berichtigt:  Nr. " + entry.corrects() + "\n";
        // Indented, so that no text can pass for an entry of its own.
        return ENTRY.formatted(
                entry.number(),
                GERMAN.format(entry.happenedAt()),
                GERMAN.format(entry.recordedAt()),
                entry.author(),
                corrects + entry.text().indent(4));
    }

    private static String title(Incident incident) {
        var marking = incident.classification();
        return "%sEinsatztagebuch %s, %s\n%s, PAP:%s"
                .formatted(
                        incident.exercise() ? "ÜBUNG\n" : "",
                        incident.codeName(),
                        incident.title(),
                        marking.tlp().label(),
                        marking.pap());
    }

    private static ZipEntry entry(String name, Instant asOf) {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(asOf));
        return entry;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
