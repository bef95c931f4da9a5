package de.komcert.app.incident.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.playbook.Playbooks;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Anruf annehmen": from the first keystroke to the incident, or to an answer. */
@Controller
class CallPages {

    private final Reports reports;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Readers readers;
    private final Constituency constituency;
    private final Links links;
    private final Retentions retentions;
    private final Holds holds;
    private final ErasedRooms erasedRooms;
    private final Texts texts;
    private final Clock clock;

    CallPages(
            Reports reports,
            Incidents incidents,
            Playbooks playbooks,
            Readers readers,
            Constituency constituency,
            Links links,
            Retentions retentions,
            Holds holds,
            ErasedRooms erasedRooms,
            Texts texts,
            Clock clock) {
        this.reports = reports;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.readers = readers;
        this.constituency = constituency;
        this.links = links;
        this.retentions = retentions;
        this.holds = holds;
        this.erasedRooms = erasedRooms;
        this.texts = texts;
        this.clock = clock;
    }

    /** The first keystroke: opens the Meldung and says where the next ones go. */
    @PostMapping("/anruf/entwurf")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<Kept> firstKeystroke(@ModelAttribute CallForm form, Locale locale) {
        var recognised = recognise(form);
        var call = form.call(recognised.map(known -> known.id().value()).orElse(null));
        if (call.empty()) {
            return ResponseEntity.ok(Kept.at(""));
        }
        return ResponseEntity.ok(kept(reports.begin(call, form.forExercise()), recognised, locale));
    }

    /** Every further keystroke. */
    @PostMapping("/anruf/{id}/entwurf")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<Kept> keystroke(@PathVariable UUID id, @ModelAttribute CallForm form, Locale locale) {
        var recognised = recognise(form);
        var saving = reports.save(
                new ReportId(id),
                form.call(recognised.map(known -> known.id().value()).orElse(null)),
                form.basedOn());
        return switch (saving) {
            case Report.Saving.Saved(var report) -> ResponseEntity.ok(kept(report, recognised, locale));
            case Report.Saving.Overtaken(var report, var typed) ->
                ResponseEntity.ok(new Kept(texts.get(locale, "call.overtaken"), report.revision(), null, null, null));
        };
    }

    @PostMapping("/anruf")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/")
    String take(@ModelAttribute CallForm form) {
        var recognised = recognise(form);
        var call = form.call(recognised.map(known -> known.id().value()).orElse(null));
        return "redirect:/anruf/" + reports.begin(call, form.forExercise()).id();
    }

    /** Without script the whole form comes at once. */
    @PostMapping("/anruf/{id}")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/anruf/{id}")
    String save(@PathVariable UUID id, @ModelAttribute CallForm form) {
        var recognised = recognise(form);
        var saving = reports.save(
                new ReportId(id),
                form.call(recognised.map(known -> known.id().value()).orElse(null)),
                form.basedOn());
        return switch (saving) {
            case Report.Saving.Saved _ -> "redirect:/anruf/" + id;
            case Report.Saving.Overtaken _ -> "redirect:/anruf/" + id + "?ueberholt";
        };
    }

    @GetMapping("/anruf/{id}")
    @AsOfOneMoment
    @Requires(Permission.WORK_INCIDENTS)
    String call(@PathVariable UUID id, @RequestParam Optional<String> ueberholt, Model model) {
        var found = reports.lookUp(new ReportId(id));
        if (found.isEmpty()) {
            return erasedRooms.show(new ReportId(id), model);
        }
        var report = found.get();
        if (report.state() == Report.State.INCIDENT) {
            return "redirect:/vorfaelle/"
                    + incidents.in(report.compartment()).orElseThrow().id();
        }
        var linked = links.of(report.compartment());
        var known = Optional.ofNullable(report.call().einrichtungId())
                .map(EinrichtungId::new)
                .flatMap(constituency::find);
        model.addAttribute(
                "call",
                new CallPage(
                        report,
                        known.orElse(null),
                        playbooks.suggest(report.call().words()),
                        playbooks.all(),
                        constituency.all().stream().map(Einrichtung::name).toList(),
                        links.candidates(report.exercise()),
                        reports.open().stream()
                                .filter(other -> other.exercise() == report.exercise()
                                        && !other.id().equals(report.id()))
                                .toList(),
                        linked,
                        ueberholt.isPresent(),
                        readers.of(report.compartment()),
                        report.state() == Report.State.OPEN
                                ? null
                                : RetentionPanel.ofReport(
                                        report,
                                        retentions.of(report.compartment()),
                                        holds.of(report.compartment()),
                                        linked)));
        return "incident/web/call";
    }

    @PostMapping("/anruf/{id}/vorfall")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/anruf/{id}")
    String becomesIncident(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String playbook,
            @RequestParam(defaultValue = "") String titel) {
        if (playbook.isEmpty()) {
            throw new Refusal("call.choosePlaybook");
        }
        return "redirect:/vorfaelle/"
                + incidents.open(new ReportId(id), playbook, titel).id();
    }

    @PostMapping("/anruf/{id}/antwort")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/anruf/{id}")
    String answered(@PathVariable UUID id, @RequestParam(defaultValue = "") String antwort) {
        reports.answer(new ReportId(id), antwort);
        return "redirect:/anruf/" + id;
    }

    private Optional<Einrichtung> recognise(CallForm form) {
        var typed = form.einrichtungText().strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var found = constituency.search(typed);
        return found.size() == 1
                ? Optional.of(found.getFirst())
                : found.stream()
                        .filter(one -> one.name().equalsIgnoreCase(typed))
                        .findFirst();
    }

    private Kept kept(Report report, Optional<Einrichtung> recognised, Locale locale) {
        var times = new Times(texts, locale, clock.instant());
        return new Kept(
                texts.get(locale, "call.saved", times.brief(now())),
                report.revision(),
                "/anruf/" + report.id() + "/entwurf",
                "/anruf/" + report.id(),
                registered(recognised, locale));
    }

    private @Nullable String registered(Optional<Einrichtung> recognised, Locale locale) {
        return recognised
                .filter(known -> known.phone() != null)
                .map(known -> texts.get(locale, "call.calledBackOn", String.valueOf(known.phone()), known.name()))
                .orElse(null);
    }

    private Instant now() {
        return clock.instant();
    }
}
