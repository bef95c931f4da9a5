package de.komcert.app.incident.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Informed;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Texts;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Notes beside a name that somebody was reached, and since when they know. */
@Controller
class ReachedPages {

    private final Incidents incidents;
    private final Informed informed;
    private final Reachable reachable;
    private final Texts texts;
    private final Clock clock;

    ReachedPages(Incidents incidents, Informed informed, Reachable reachable, Texts texts, Clock clock) {
        this.incidents = incidents;
        this.informed = informed;
        this.reachable = reachable;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Somebody was reached.
     *
     * @param kontakt one of those whom the room names
     * @param seit the time of day since when they know; nothing for just now
     */
    @PostMapping("/vorfaelle/{id}/erreicht")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String reached(@PathVariable UUID id, @RequestParam UUID kontakt, @RequestParam(defaultValue = "") String seit) {
        var incident = incidents.find(new IncidentId(id));
        var contact = reachable.of(incident, List.of()).stream()
                .flatMap(house -> house.people().stream())
                .map(Reachable.Person::contact)
                .filter(one -> one.id().equals(kontakt))
                .findFirst()
                .orElseThrow(NotHere::new);
        var now = clock.instant();
        informed.add(
                incident.id(),
                contact.signature(),
                texts.get(Locale.GERMAN, "reached.byTelephone"),
                seit.isBlank() ? now : TypedTime.lastMomentOf(seit, now));
        return "redirect:/vorfaelle/" + id + "#erreichen";
    }
}
