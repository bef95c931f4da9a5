package de.komcert.app.incident.api;

import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentSending;
import de.komcert.app.incident.file.IncidentSendings;
import de.komcert.app.vault.Sendings;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT + "/uebertragungen")
@Tag(
        name = "Übertragungen",
        description = "Large files, sent in pieces that may break off anywhere. Whoever began one goes on with it.")
class SendingApi {

    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";

    private final Incidents incidents;
    private final IncidentSendings sendings;

    SendingApi(Incidents incidents, IncidentSendings sendings) {
        this.incidents = incidents;
        this.sendings = sendings;
    }

    /**
     * A file to be sent.
     *
     * @param name what it is called
     * @param description what it is, in a line
     * @param size in bytes; exactly as many must come
     */
    record NewSending(
            @NotBlank @Size(max = Typed.TEXT) @Nullable String name,
            @Size(max = Typed.LINE) @Nullable String description,
            @NotNull @PositiveOrZero @Nullable Long size) {}

    /**
     * A file on its way, or one that has come.
     *
     * @param name as whoever sends it calls it, without what cannot be shown
     * @param nameCut whether the end of a longer name is missing
     * @param size in bytes
     * @param arrived how many of them have come
     * @param begunBy the name of whoever sends it
     * @param mine whether you do, and so may go on
     * @param keptUntil when it is cleared away unless it goes on before; missing once all of it has come
     */
    record SendingBody(
            UUID id,
            String name,
            boolean nameCut,
            String description,
            long size,
            long arrived,
            String begunBy,
            boolean mine,
            Instant begunAt,
            @Nullable Instant keptUntil) {

        static SendingBody of(IncidentSending sending) {
            return new SendingBody(
                    sending.id(),
                    sending.name(),
                    sending.nameCut(),
                    sending.description(),
                    sending.size(),
                    sending.arrived(),
                    sending.begunBy(),
                    sending.mine(),
                    sending.begunAt(),
                    sending.keptUntil());
        }
    }

    /**
     * A part of what has come.
     *
     * @param size in bytes
     * @param sha256 of these bytes, in hexadecimal digits
     */
    record BlockBody(long from, long size, String sha256) {}

    /** What is on its way, the oldest first. */
    @GetMapping
    @Requires(Permission.WORK_INCIDENTS)
    List<SendingBody> list(@PathVariable UUID id) {
        return sendings.of(incidents.find(new IncidentId(id))).stream()
                .map(SendingBody::of)
                .toList();
    }

    /** Begins to send a file. Its pieces follow at the place that Location names; an empty file has one empty piece. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SendingBody> begin(@PathVariable UUID id, @Valid @RequestBody NewSending sent) {
        var begun = sendings.begin(
                new IncidentId(id),
                Sent.text(sent.name()),
                Sent.text(sent.description()),
                Objects.requireNonNull(sent.size()));
        return ResponseEntity.created(URI.create("/api/v1/vorfaelle/" + id + "/uebertragungen/" + begun.id()))
                .header(OFFSET, "0")
                .body(SendingBody.of(begun));
    }

    /**
     * Where it goes on, as <code>Upload-Offset</code>; that much of it is on the disk of the server. One that has come is
     * complete here too, for whoever missed the answer to the last piece.
     */
    @GetMapping("/{uebertragung}")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<SendingBody> find(@PathVariable UUID id, @PathVariable UUID uebertragung) {
        var incident = new IncidentId(id);
        var sending = sendings.find(incident, uebertragung);
        return ResponseEntity.ok()
                .header(OFFSET, String.valueOf(sendings.acknowledged(incident, sending)))
                .header(LENGTH, String.valueOf(sending.size()))
                .body(SendingBody.of(sending));
    }

    /**
     * Sends a piece, of any length up to the end. It is stored encrypted as it comes and may break off: what the server then
     * has of it is found by asking. Before the end <code>Upload-Offset</code> grows by multiples of 65,536 bytes. With the
     * last piece the file is one of the incident, and Location names it. A piece for another place is refused with 409, and
     * <code>Upload-Offset</code> says where to go on.
     *
     * @param from where in the file the piece begins
     */
    @PatchMapping(path = "/{uebertragung}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void send(
            @PathVariable UUID id,
            @PathVariable UUID uebertragung,
            @RequestHeader(OFFSET) long from,
            InputStream piece,
            HttpServletResponse response) {
        switch (sendings.take(new IncidentId(id), uebertragung, from, piece)) {
            case Sendings.Taken.Part<IncidentFile>(var arrived) -> response.setHeader(OFFSET, String.valueOf(arrived));
            case Sendings.Taken.Elsewhere<IncidentFile>(var arrived) -> {
                response.setHeader(OFFSET, String.valueOf(arrived));
                throw new Refusal("sendings.elsewhere", arrived);
            }
            case Sendings.Taken.Whole<IncidentFile>(var file) -> {
                response.setHeader(OFFSET, String.valueOf(file.size()));
                response.setHeader(HttpHeaders.LOCATION, "/api/v1/vorfaelle/" + id + "/dateien/" + file.id());
            }
        }
    }

    /**
     * The hash of a block of what has come, of 16,777,216 bytes or as many as there are. Whoever goes on after a break
     * compares with it whether it is still the same file.
     *
     * @param ab where in the file the block begins, a multiple of 65,536
     */
    @GetMapping("/{uebertragung}/pruefsumme")
    @Requires(Permission.WORK_INCIDENTS)
    BlockBody block(@PathVariable UUID id, @PathVariable UUID uebertragung, @RequestParam(defaultValue = "0") long ab) {
        var block = sendings.block(new IncidentId(id), uebertragung, ab);
        return new BlockBody(ab, block.size(), block.hash().hex());
    }

    /** Ends a sending; what has come of it is thrown away. */
    @DeleteMapping("/{uebertragung}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID id, @PathVariable UUID uebertragung) {
        sendings.cancel(new IncidentId(id), uebertragung);
    }
}
