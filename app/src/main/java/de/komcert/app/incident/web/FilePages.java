package de.komcert.app.incident.web;

import java.time.Clock;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Classification;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.Rsit;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The file of an incident: what kind it is, whom it touches, systems, indicators, and who was told. */
@Controller
class FilePages {

    private final Rooms rooms;
    private final Incidents incidents;
    private final Assets assets;
    private final Indicators indicators;
    private final Informed informed;
    private final Links links;
    private final Constituency constituency;
    private final Retentions retentions;
    private final Holds holds;
    private final Clock clock;

    FilePages(
            Rooms rooms,
            Incidents incidents,
            Assets assets,
            Indicators indicators,
            Informed informed,
            Links links,
            Constituency constituency,
            Retentions retentions,
            Holds holds,
            Clock clock) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.assets = assets;
        this.indicators = indicators;
        this.informed = informed;
        this.links = links;
        this.constituency = constituency;
        this.retentions = retentions;
        this.holds = holds;
        this.clock = clock;
    }

    @GetMapping("/vorfaelle/{id}/akte")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String file(@PathVariable UUID id, Model model) {
        var incident = rooms.enter(id, Tabs.FILE, model);
        var all = constituency.all();
        var linked = links.of(incident.compartment());
        model.addAttribute(
                "file",
                new FilePage(
                        all.stream()
                                .filter(one ->
                                        incident.affected().contains(one.id().value()))
                                .toList(),
                        all.stream()
                                .filter(one ->
                                        !incident.affected().contains(one.id().value()))
                                .toList(),
                        assets.of(incident.id()),
                        indicators.of(incident.id()),
                        informed.of(incident.id()),
                        linked,
                        links.candidates(incident, linked),
                        RetentionPanel.ofIncident(
                                incident, retentions.of(incident.compartment()), holds.of(incident.compartment()))));
        return "incident/web/file";
    }

    @PostMapping("/vorfaelle/{id}/einordnung")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String classify(
            @PathVariable UUID id,
            @RequestParam Severity schwere,
            @RequestParam Tlp tlp,
            @RequestParam Pap pap,
            @RequestParam String rsit,
            @RequestParam int revision) {
        var kind = Rsit.of(rsit).orElseThrow(() -> new Refusal("incident.unknownRsit"));
        incidents.classify(new IncidentId(id), new Classification(schwere, tlp, pap, kind), revision);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/beschreibung")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String describe(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String titel,
            @RequestParam(defaultValue = "") String lage,
            @RequestParam int revision) {
        incidents.describe(new IncidentId(id), titel, lage, revision);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/betroffen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String affects(@PathVariable UUID id, @RequestParam UUID einrichtung) {
        var known = constituency.find(new EinrichtungId(einrichtung)).orElseThrow(NotHere::new);
        incidents.affects(new IncidentId(id), known.id().value(), known.name());
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/betroffen/{einrichtung}/entfernen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String spares(@PathVariable UUID id, @PathVariable UUID einrichtung) {
        var name = constituency.find(new EinrichtungId(einrichtung)).map(Einrichtung::name);
        incidents.spares(new IncidentId(id), einrichtung, name.orElse(""));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/systeme")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String asset(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String art,
            @RequestParam Assets.Condition zustand,
            @RequestParam(defaultValue = "") String bemerkung) {
        assets.add(new IncidentId(id), name, art, zustand, bemerkung);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/systeme/{system}")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String correctAsset(
            @PathVariable UUID id,
            @PathVariable UUID system,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String art,
            @RequestParam Assets.Condition zustand,
            @RequestParam(defaultValue = "") String bemerkung) {
        assets.correct(new IncidentId(id), system, name, art, zustand, bemerkung);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/systeme/{system}/entfernen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String removeAsset(@PathVariable UUID id, @PathVariable UUID system) {
        assets.remove(new IncidentId(id), system);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/hinweise")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String indicator(
            @PathVariable UUID id,
            @RequestParam Indicators.Kind art,
            @RequestParam(defaultValue = "") String wert,
            @RequestParam(defaultValue = "") String bemerkung,
            @RequestParam(defaultValue = "AMBER") Tlp tlp,
            @RequestParam(defaultValue = "AMBER") Pap pap) {
        indicators.add(new IncidentId(id), art, wert, bemerkung, tlp, pap);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/hinweise/{hinweis}")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String correctIndicator(
            @PathVariable UUID id,
            @PathVariable UUID hinweis,
            @RequestParam Indicators.Kind art,
            @RequestParam(defaultValue = "") String wert,
            @RequestParam(defaultValue = "") String bemerkung,
            @RequestParam(defaultValue = "AMBER") Tlp tlp,
            @RequestParam(defaultValue = "AMBER") Pap pap) {
        indicators.correct(new IncidentId(id), hinweis, art, wert, bemerkung, tlp, pap);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/hinweise/{hinweis}/entfernen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String removeIndicator(@PathVariable UUID id, @PathVariable UUID hinweis) {
        indicators.remove(new IncidentId(id), hinweis);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/informiert")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String told(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String weg,
            @RequestParam(defaultValue = "") String wann) {
        var at = wann.isBlank() ? clock.instant() : TypedTime.momentOf(wann);
        informed.add(new IncidentId(id), wer, weg, at);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/informiert/{party}/entwarnt")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String recalled(@PathVariable UUID id, @PathVariable UUID party) {
        informed.recall(new IncidentId(id), party);
        return "redirect:/vorfaelle/" + id + "#entwarnung";
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/akte";
    }
}
