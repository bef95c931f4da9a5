package de.komcert.app.incident.web;

import java.io.InputStream;
import java.net.URI;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentSending;
import de.komcert.app.incident.file.IncidentSendings;
import de.komcert.app.vault.Sendings;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the script of the page of files does: sends a file in pieces, and goes on with one after a break. */
@Controller
class SendingPages {

    private static final String PATH = "/vorfaelle/{id}/uebertragungen";
    private static final String OFFSET = "Upload-Offset";

    private final IncidentSendings sendings;

    SendingPages(IncidentSendings sendings) {
        this.sendings = sendings;
    }

    /**
     * What the script is told of a sending.
     *
     * @param path where its pieces go
     * @param arrived how many bytes are on the disk of the server
     */
    record State(String path, String name, long size, long arrived, boolean whole) {

        static State of(UUID incident, IncidentSending sending, long arrived) {
            return new State(at(incident, sending.id()), sending.name(), sending.size(), arrived, sending.whole());
        }
    }

    /** A part of what has come, by which the script finds out whether somebody chose the same file again. */
    record BlockState(long size, String sha256) {}

    static String at(UUID incident, UUID sending) {
        return "/vorfaelle/" + incident + "/uebertragungen/" + sending;
    }

    @PostMapping(PATH)
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<State> begin(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String beschreibung,
            @RequestParam long groesse) {
        var begun = sendings.begin(new IncidentId(id), name, beschreibung, groesse);
        return ResponseEntity.created(URI.create(at(id, begun.id()))).body(State.of(id, begun, 0));
    }

    @GetMapping(PATH + "/{uebertragung}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseBody
    State state(@PathVariable UUID id, @PathVariable UUID uebertragung) {
        var incident = new IncidentId(id);
        var sending = sendings.find(incident, uebertragung);
        return State.of(id, sending, sendings.acknowledged(incident, sending));
    }

    @GetMapping(PATH + "/{uebertragung}/pruefsumme")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseBody
    BlockState block(
            @PathVariable UUID id, @PathVariable UUID uebertragung, @RequestParam(defaultValue = "0") long ab) {
        var block = sendings.block(new IncidentId(id), uebertragung, ab);
        return new BlockState(block.size(), block.hash().hex());
    }

    @PatchMapping(path = PATH + "/{uebertragung}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
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
            case Sendings.Taken.Whole<IncidentFile>(var file) ->
                response.setHeader(OFFSET, String.valueOf(file.size()));
        }
    }

    @DeleteMapping(PATH + "/{uebertragung}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, @PathVariable UUID uebertragung) {
        sendings.cancel(new IncidentId(id), uebertragung);
    }

    /** The same without script. */
    @PostMapping(PATH + "/{uebertragung}/abbrechen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/dateien")
    String cancel(@PathVariable UUID id, @PathVariable UUID uebertragung) {
        sendings.cancel(new IncidentId(id), uebertragung);
        return "redirect:/vorfaelle/" + id + "/dateien";
    }
}
