package de.komcert.app.incident;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import de.komcert.app.access.Acting;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.playbook.Playbooks;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A Meldung becomes an incident: same compartment, same readers, and a name that tells nothing. */
@Component
class Opening {

    private static final int DRAWS = 50;

    private final JdbcClient jdbc;
    private final IncidentRows rows;
    private final Reports reports;
    private final Playbooks playbooks;
    private final Journal journal;
    private final Constituency constituency;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Opening(
            JdbcClient jdbc,
            IncidentRows rows,
            Reports reports,
            Playbooks playbooks,
            Journal journal,
            Constituency constituency,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.reports = reports;
        this.playbooks = playbooks;
        this.journal = journal;
        this.constituency = constituency;
        this.events = events;
        this.clock = clock;
    }

    Incident open(ReportId reportId, String playbookId, String title) {
        var report = reports.locked(reportId);
        if (report.state() != Report.State.OPEN) {
            throw new Refusal("report.ended");
        }
        var edition = playbooks.edition(playbookId).orElseThrow(() -> new Refusal("incident.unknownPlaybook"));
        var playbook = edition.playbook();
        var incident = incident(report, playbook, title(title, report.call(), playbook));
        rows.insert(incident, edition.text());
        var einrichtung = report.call().einrichtungId();
        if (einrichtung != null) {
            rows.addAffected(incident, einrichtung);
        }
        reports.becameIncident(reportId);
        journal.record(
                report.compartment(),
                JournalEntry.Kind.INCIDENT,
                report.exercise() ? "journal.exerciseOpened" : "journal.opened",
                incident.codeName().value(),
                playbook.title(),
                playbook.version());
        events.publishEvent(new IncidentOpened(incident.id()));
        rows.changed(incident.id(), incident.compartment());
        return rows.find(incident.id()).orElseThrow();
    }

    private Incident incident(Report report, Playbook playbook, String title) {
        var suggested = playbook.suggested();
        return new Incident(
                IncidentId.random(),
                report.compartment(),
                freeCodeName(),
                title,
                playbook.id(),
                playbook.version(),
                report.exercise(),
                Incident.State.OPEN,
                null,
                report.takenAt(),
                clock.instant(),
                null,
                null,
                Acting.person().person(),
                new Classification(suggested.severity(), Tlp.AMBER_STRICT, Pap.AMBER, new Rsit(suggested.rsit())),
                "",
                List.of(),
                0,
                1);
    }

    /**
     * Names are unique over all compartments; a taken one is drawn again without anybody learning whose it is. On the
     * telephone one hears the tree and not the number, so no two incidents that run before the same eyes share one, as long
     * as there are trees.
     */
    private CodeName freeCodeName() {
        var heard = Set.copyOf(jdbc.sql("select code_name from incident.incident where state <> 'CLOSED'")
                .query((row, _) -> new CodeName(row.getString("code_name")).tree())
                .list());
        for (int draw = 0; draw < DRAWS; draw++) {
            var name = CodeName.draw(random);
            if (draw < DRAWS / 2 && heard.contains(name.tree())) {
                continue;
            }
            var taken = jdbc.sql("select incident.code_name_taken(?)")
                    .param(name.value())
                    .query(Boolean.class)
                    .single();
            if (!taken) {
                return name;
            }
        }
        throw new IllegalStateException("no code name is free after " + DRAWS + " draws");
    }

    private String title(String wanted, Call call, Playbook playbook) {
        var typed = Typed.line(wanted);
        if (!typed.isEmpty()) {
            return typed;
        }
        var known = Optional.ofNullable(call.einrichtungId())
                .map(EinrichtungId::new)
                .flatMap(constituency::find)
                .map(Einrichtung::name)
                .orElse(call.einrichtung());
        return known.isBlank() ? playbook.title() : playbook.title() + ", " + known;
    }
}
