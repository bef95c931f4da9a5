package de.komcert.app.forensics.finding;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.finding.Outcome.Kind;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes something of a finding, where the incident keeps such things, and remembers on the finding what it became. */
@Component
@Transactional
public class FindingOutcomes {

    private static final int LONGEST_LABEL = 300;
    /** A field in a sentence; the whole stands on the finding. */
    private static final int LONGEST_VALUE = 200;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Findings findings;
    private final JournalWriting journal;
    private final Indicators indicators;
    private final Plans plans;
    private final Texts texts;
    private final Clock clock;

    FindingOutcomes(
            JdbcClient jdbc,
            Incidents incidents,
            Findings findings,
            JournalWriting journal,
            Indicators indicators,
            Plans plans,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.findings = findings;
        this.journal = journal;
        this.indicators = indicators;
        this.plans = plans;
        this.texts = texts;
        this.clock = clock;
    }

    /** Writes it into the journal as of its corrected time; as of now where it tells none. */
    public Outcome becomeEntry(IncidentId id, UUID finding, String text) {
        var incident = incidents.working(id);
        var full = found(incident, finding);
        var seen = full.finding().seen();
        var typed = text.isBlank() ? words(full) : text;
        var entry = journal.append(id, typed, seen == null ? clock.instant() : seen.corrected(), null);
        return keep(incident, finding, Kind.ENTRY, Long.toString(entry.number()), entry.text());
    }

    /** Notes a value of it as an indicator. */
    public Outcome becomeIndicator(
            IncidentId id, UUID finding, Indicators.Kind kind, String value, String comment, Tlp tlp, Pap pap) {
        var incident = incidents.working(id);
        found(incident, finding);
        var indicator = indicators.add(id, kind, value, comment, tlp, pap);
        return keep(incident, finding, Kind.INDICATOR, indicator.toString(), Typed.line(value));
    }

    /** Puts a task into the plan. */
    public Outcome becomeTask(IncidentId id, UUID finding, OwnTask task) {
        var incident = incidents.working(id);
        found(incident, finding);
        var step = plans.add(id, task);
        return keep(incident, finding, Kind.TASK, step, task.title());
    }

    /**
     * What a finding says in a German sentence, for the journal, which outlives the results: nobody is named there, and what
     * draws nothing or begins a new line in a log is written out.
     */
    public String words(FindingInFull full) {
        var found = full.nameless();
        var reasons = found.reasons().stream()
                .map(field ->
                        Unseen.written(field.name()) + " = " + Unseen.written(shortened(field.value(), LONGEST_VALUE)))
                .collect(Collectors.joining("; "));
        return texts.get(
                Locale.GERMAN,
                found.host().isEmpty() ? "finding.inWords" : "finding.inWordsOnHost",
                Unseen.written(found.title()),
                Unseen.written(found.host()),
                Unseen.written(found.file()),
                Long.toString(found.record()),
                reasons);
    }

    private FindingInFull found(Incident incident, UUID finding) {
        return findings.find(incident.id(), Readable.closed(), finding);
    }

    private Outcome keep(Incident incident, UUID finding, Kind kind, String reference, String label) {
        var outcome = new Outcome(
                UUID.randomUUID(),
                kind,
                reference,
                shortened(Typed.line(first(label)), LONGEST_LABEL),
                clock.instant());
        jdbc.sql("""
                        insert into forensics.outcome (id, finding_id, compartment_id, kind, reference, label, added_by,
                            added_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        outcome.id(),
                        finding,
                        incident.compartment().value(),
                        kind.name(),
                        reference,
                        outcome.label(),
                        Acting.person().id(),
                        Timestamp.from(outcome.addedAt()))
                .update();
        incidents.changed(incident.id(), incident.compartment());
        return outcome;
    }

    private static String first(String text) {
        return shortened(text.strip().lines().findFirst().orElse(""), LONGEST_LABEL);
    }

    private static String shortened(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length)) + "…";
    }
}
