package de.komcert.app.incident.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Drafts;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.journal.JournalExcerpt;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.app.web.TypedTime;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The Einsatztagebuch: reading, writing, checking. */
@Controller
class JournalPages {

    /** The draft field of the entry somebody is writing. */
    static final String DRAFT = "journal";

    private final Rooms rooms;
    private final Incidents incidents;
    private final Journal journal;
    private final JournalWriting writing;
    private final Drafts drafts;
    private final Texts texts;
    private final Clock clock;

    JournalPages(
            Rooms rooms,
            Incidents incidents,
            Journal journal,
            JournalWriting writing,
            Drafts drafts,
            Texts texts,
            Clock clock) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.journal = journal;
        this.writing = writing;
        this.drafts = drafts;
        this.texts = texts;
        this.clock = clock;
    }

    /** Which of two equal times is meant, in the night in which summer time ends. */
    enum Season {
        SUMMER,
        WINTER
    }

    @GetMapping("/vorfaelle/{id}/tagebuch")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String journal(
            @PathVariable UUID id,
            @RequestParam Optional<Long> berichtigt,
            @RequestParam(defaultValue = "") String art,
            @RequestParam(defaultValue = "") String suche,
            @RequestParam Optional<Long> vor,
            @RequestParam Optional<Long> nach,
            Model model) {
        var place = vor.<JournalExcerpt.Place>map(JournalExcerpt.Place.Before::new)
                .or(() -> nach.map(JournalExcerpt.Place.After::new))
                .orElseGet(JournalExcerpt.Place.Top::new);
        var wanted = new JournalExcerpt.Wanted(
                Arrays.stream(JournalEntry.Kind.values())
                        .filter(kind -> kind.name().equals(art))
                        .collect(Collectors.toSet()),
                suche);
        var incident = rooms.enter(id, Tabs.JOURNAL, model);
        var compartment = incident.compartment();
        model.addAttribute(
                "journal",
                new JournalPage(
                        journal.page(compartment, wanted, place),
                        wanted,
                        journal.head(compartment),
                        journal.check(compartment),
                        journal.anchored(compartment).orElse(null),
                        drafts.mine(compartment).getOrDefault(DRAFT, ""),
                        berichtigt.orElse(null)));
        return "incident/web/journal";
    }

    /** Checks the whole chain at once. */
    @PostMapping("/vorfaelle/{id}/tagebuch/pruefung")
    @Requires(Permission.READ_INCIDENTS)
    @FormOn("/vorfaelle/{id}/tagebuch")
    String check(@PathVariable UUID id) {
        journal.verify(incidents.find(new IncidentId(id)).compartment());
        return "redirect:/vorfaelle/" + id + "/tagebuch#kette";
    }

    @PostMapping("/vorfaelle/{id}/tagebuch")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/tagebuch")
    String write(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String geschehen,
            @RequestParam Optional<Season> zeit,
            @RequestParam Optional<Long> berichtigt,
            @RequestParam(defaultValue = "") String zurueck) {
        var happened = geschehen.isBlank() ? clock.instant() : moment(TypedTime.read(geschehen), zeit);
        writing.write(new IncidentId(id), text, happened, berichtigt.orElse(null));
        return "redirect:/vorfaelle/" + id + (zurueck.equals("tagebuch") ? "/tagebuch" : "#tagebuch");
    }

    /** Keeps what is being typed. */
    @PostMapping("/vorfaelle/{id}/entwurf")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<Kept> keep(
            @PathVariable UUID id,
            @RequestParam(defaultValue = DRAFT) String feld,
            @RequestParam(defaultValue = "") String text,
            Locale locale) {
        var incident = incidents.find(new IncidentId(id));
        var at = drafts.keep(incident.compartment(), feld, text);
        var times = new Times(texts, locale, clock.instant());
        return ResponseEntity.ok(Kept.at(text.isBlank() ? "" : texts.get(locale, "call.saved", times.brief(at))));
    }

    private static Instant moment(TypedTime typed, Optional<Season> season) {
        return switch (typed) {
            case TypedTime.At(var moment) -> moment;
            case TypedTime.Twice twice ->
                switch (season.orElseThrow(twice::refusal)) {
                    case SUMMER -> twice.summer();
                    case WINTER -> twice.winter();
                };
            case TypedTime.Skipped skipped -> throw skipped.refusal();
            case TypedTime.Unreadable unreadable -> throw unreadable.refusal();
        };
    }
}
