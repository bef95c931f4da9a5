package de.komcert.app.incident.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Paging;
import de.komcert.app.api.Sent;
import de.komcert.app.api.Tags;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.journal.JournalExport;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Einsatztagebuch", description = "Everything that happened: append-only, and tied together by hashes.")
class JournalApi {

    private static final String JOURNAL = Bodies.INCIDENT + "/tagebuch";

    private final Incidents incidents;
    private final Journal journal;
    private final JournalWriting writing;
    private final JournalExport export;
    private final Clock clock;

    JournalApi(Incidents incidents, Journal journal, JournalWriting writing, JournalExport export, Clock clock) {
        this.incidents = incidents;
        this.journal = journal;
        this.writing = writing;
        this.export = export;
        this.clock = clock;
    }

    /**
     * A part of the journal.
     *
     * @param next the value of {@code ab} with which it goes on
     * @param head its end
     */
    record JournalPart(List<EntryBody> entries, @Nullable Integer next, HeadBody head) {}

    /**
     * An entry.
     *
     * @param number its place in the chain, from 1
     * @param happenedAt when it happened, as its author says
     * @param recordedAt when it was written down, as the server says
     * @param corrects the number of the entry it corrects
     * @param erased whether its text was erased at the end of its retention
     */
    record EntryBody(
            long number,
            Instant happenedAt,
            Instant recordedAt,
            String author,
            JournalEntry.Kind kind,
            String text,
            @Nullable Long corrects,
            boolean erased) {

        static EntryBody of(JournalEntry entry) {
            return new EntryBody(
                    entry.number(),
                    entry.happenedAt(),
                    entry.recordedAt(),
                    entry.author(),
                    entry.kind(),
                    entry.text(),
                    entry.corrects(),
                    entry.erased());
        }
    }

    /**
     * An entry to be written.
     *
     * @param happenedAt when it happened; now, where it is missing
     * @param corrects the number of the entry it corrects
     */
    record EntrySent(
            @NotBlank @Size(max = Typed.TEXT) @Nullable String text,
            @Nullable Instant happenedAt,
            @Nullable Long corrects) {}

    /**
     * The entries, in the order in which they were written down.
     *
     * @param ab how many to pass over, which is the number of the last one known
     * @param anzahl how many to give at most, up to 200
     */
    @GetMapping(JOURNAL)
    @Requires(Permission.READ_INCIDENTS)
    JournalPart read(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int ab,
            @RequestParam(defaultValue = "100") int anzahl) {
        var incident = incidents.find(new IncidentId(id));
        var page = new Paging(ab, anzahl);
        var read = journal.entries(incident.compartment(), page.first(), page.oneMore());
        var head = journal.head(incident.compartment());
        return new JournalPart(
                page.shown(read).stream().map(EntryBody::of).toList(),
                page.next(read),
                new HeadBody(head.number(), HexFormat.of().formatHex(head.hash())));
    }

    /** One entry. */
    @GetMapping(JOURNAL + "/{number}")
    @Requires(Permission.READ_INCIDENTS)
    EntryBody one(@PathVariable UUID id, @PathVariable long number) {
        var incident = incidents.find(new IncidentId(id));
        return journal.entry(incident.compartment(), number).map(EntryBody::of).orElseThrow(NotHere::new);
    }

    /** Writes an entry. Nothing of the journal can be changed: a mistake is corrected by a further entry. */
    @PostMapping(JOURNAL)
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EntryBody> write(@PathVariable UUID id, @Valid @RequestBody EntrySent sent) {
        var entry = writing.append(
                new IncidentId(id), Sent.text(sent.text()), Bodies.at(sent.happenedAt(), clock), sent.corrects());
        var at = URI.create("/api/v1/vorfaelle/" + id + "/tagebuch/" + entry.number());
        return ResponseEntity.created(at).body(EntryBody.of(entry));
    }

    /** The journal as a ZIP to take away, with a program that checks it where there is no KomCERT. */
    @GetMapping(path = Bodies.INCIDENT + "/tagebuch.zip", produces = "application/zip")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<byte[]> export(@PathVariable UUID id) throws IOException {
        var incident = incidents.find(new IncidentId(id));
        var zip = new ByteArrayOutputStream();
        export.write(incident, zip);
        var file = ContentDisposition.attachment()
                .filename(incident.codeName().file(incident.exercise(), "-tagebuch.zip"))
                .build();
        return ResponseEntity.ok()
                .eTag(Tags.ofContent(zip.toByteArray()))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(zip.toByteArray());
    }
}
