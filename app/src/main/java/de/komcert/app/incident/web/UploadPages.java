package de.komcert.app.incident.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.file.IncidentSending;
import de.komcert.app.incident.file.IncidentSendings;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.Attachment;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.FormUpload;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.UploadPath;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The files of an incident: list, add, take along. */
@Controller
class UploadPages {

    private static final String PATH = "/vorfaelle/{id}/dateien";
    private static final String ADDED = "added";

    private final Rooms rooms;
    private final Incidents incidents;
    private final IncidentFiles files;
    private final IncidentSendings sendings;

    UploadPages(Rooms rooms, Incidents incidents, IncidentFiles files, IncidentSendings sendings) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.files = files;
        this.sendings = sendings;
    }

    @Bean
    static UploadPath filesOfIncidents() {
        return new UploadPath(PATH);
    }

    /**
     * The page.
     *
     * @param added the names of the files that were added just now
     * @param refused why others were not
     * @param description what was typed, where something was refused
     * @param most the size of the largest file that the form takes as it is, in words
     * @param sendings what is on its way, for whoever may send too
     * @param mostSent the size of the largest file that the script sends
     */
    record UploadPage(
            List<IncidentFile> files,
            List<String> added,
            List<Refusal> refused,
            String description,
            String most,
            List<IncidentSending> sendings,
            long mostSent) {

        UploadPage {
            files = List.copyOf(files);
            sendings = List.copyOf(sendings);
            added = List.copyOf(added);
            refused = List.copyOf(refused);
        }
    }

    @GetMapping(PATH)
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String files(@PathVariable UUID id, Model model, Locale locale) {
        var added = model.getAttribute(ADDED) instanceof Added(var names) ? names : List.<String>of();
        return page(id, added, List.of(), "", model, locale);
    }

    @PostMapping(PATH)
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PATH)
    String add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String beschreibung,
            @RequestAttribute(name = FormUpload.ATTRIBUTE, required = false) @Nullable FormUpload upload,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            Locale locale) {
        var incident = incidents.find(new IncidentId(id)).id();
        var added = new ArrayList<String>();
        var refused = new ArrayList<Refusal>();
        if (upload != null) {
            addAll(incident, beschreibung, upload, added, refused);
        }
        if (added.isEmpty() && refused.isEmpty()) {
            refused.add(new Refusal("files.none").as(HttpStatus.UNPROCESSABLE_CONTENT));
        }
        if (refused.isEmpty()) {
            next.addFlashAttribute(ADDED, new Added(added));
            return "redirect:/vorfaelle/" + id + "/dateien";
        }
        response.setStatus(refused.getFirst().status().value());
        return page(id, added, refused, beschreibung, model, locale);
    }

    @GetMapping(PATH + "/{datei}")
    @Requires(Permission.READ_INCIDENTS)
    void content(@PathVariable UUID id, @PathVariable UUID datei, HttpServletResponse response) throws IOException {
        var incident = incidents.find(new IncidentId(id));
        var file = files.find(incident.id(), datei);
        try (var content = files.open(file)) {
            Attachment.send(content, CodeName.marked(incident.exercise(), file.name()), file.size(), response);
        }
    }

    /** What goes on to the next page. */
    record Added(List<String> names) {

        Added {
            names = List.copyOf(names);
        }
    }

    /** Each file stands for itself: one that is refused does not keep out the others. */
    private void addAll(
            IncidentId incident, String description, FormUpload upload, List<String> added, List<Refusal> refused) {
        try {
            for (var part = upload.next(); part.isPresent(); part = upload.next()) {
                try {
                    added.add(files.add(
                                    incident,
                                    part.get().name(),
                                    description,
                                    part.get().content())
                            .name());
                } catch (Refusal refusal) {
                    refused.add(refusal);
                }
            }
        } catch (IOException brokenOff) {
            refused.add(new Refusal("files.formBrokenOff").as(HttpStatus.BAD_REQUEST));
        }
    }

    private String page(
            UUID id, List<String> added, List<Refusal> refused, String description, Model model, Locale locale) {
        var incident = rooms.enter(id, Tabs.FILES, model);
        var underWay = Acting.now().may(Permission.WORK_INCIDENTS) ? sendings.of(incident) : List.<IncidentSending>of();
        model.addAttribute(
                "page",
                new UploadPage(
                        files.of(incident.id()),
                        added,
                        refused,
                        description,
                        files.most(locale),
                        underWay,
                        sendings.most()));
        return "incident/web/files";
    }
}
