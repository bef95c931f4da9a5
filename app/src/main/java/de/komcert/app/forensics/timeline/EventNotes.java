package de.komcert.app.forensics.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.forensics.finding.FindingField;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.finding.Storable;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes a finding of an event that no rule matched and a person found worth it. */
@Component
@Transactional
public class EventNotes {

    /** The rule of all findings that a person has made. */
    public static final String RULE = "komcert-by-hand";

    private static final int LONGEST_TITLE = 200;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Timelines timelines;
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final Texts texts;
    private final JsonMapper json;

    EventNotes(
            JdbcClient jdbc,
            Incidents incidents,
            Timelines timelines,
            Journal journal,
            Pseudonyms pseudonyms,
            Texts texts,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.timelines = timelines;
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.texts = texts;
        this.json = json;
    }

    /**
     * Notes an event, and gives the id of the finding it has become.
     *
     * @param title what the finding is called; where that is blank, what stands in the event
     */
    public UUID note(IncidentId id, UUID analysis, long position, String title) {
        var incident = incidents.working(id);
        // Whoever deletes the results waits until the finding is among them.
        var number = jdbc.sql("""
                        select a.number from forensics.analysis a join forensics.analysis_order o on o.id = a.order_id
                        where a.id = ? and a.incident_id = ? and o.deleted_at is null for share of o""")
                .params(analysis, id.value())
                .query(Integer.class)
                .optional()
                .orElseThrow(NotHere::new);
        var event = event(id, analysis, position);
        var masking = pseudonyms.masking(incident);
        var typed = masking.text(Typed.line(title));
        countByHand(analysis, incident.compartment().value(), event);
        if (isNoted(analysis, event)) {
            throw new Refusal("events.notedAlready");
        }
        var finding = UUID.randomUUID();
        jdbc.sql("""
                        insert into forensics.finding (id, compartment_id, incident_id, analysis_id, number, rule, title, level,
                            ticks, host, channel, provider, event_id, file_id, file, record, fields, entries, words)
                        select ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, '[]'::jsonb, ?
                        from forensics.finding where analysis_id = ?""")
                .param(finding)
                .param(incident.compartment().value())
                .param(id.value())
                .param(analysis)
                .param(RULE)
                .param(typed.isEmpty() ? titleOf(event) : typed)
                .param(Level.INFORMATIONAL.ordinal())
                .param(Storable.ticks(event.ticks()))
                .param(event.host())
                .param(event.channel())
                .param(event.provider())
                .param(event.eventId())
                .param(stored(analysis, event.file(), masking))
                .param(event.file())
                .param(event.record())
                .param(json.writeValueAsString(List.of(new FindingField("", event.text(), true))))
                .param(words(typed, event))
                .param(analysis)
                .update();
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.eventNoted", number, position + 1);
        incidents.changed(id, incident.compartment());
        return finding;
    }

    private TimelineEvent event(IncidentId id, UUID analysis, long position) {
        var kept = timelines.find(id, analysis).orElseThrow(NotHere::new);
        return timelines.event(kept, kept.within(position));
    }

    /** Counts it under the rule of its own; whoever notes at the same time waits here. */
    private void countByHand(UUID analysis, UUID compartment, TimelineEvent event) {
        jdbc.sql("""
                        insert into forensics.rule_result as r (analysis_id, compartment_id, rule, title, level, description,
                            false_positives, next_steps, tags, hits, kept, first_ticks, last_ticks)
                        values (?, ?, ?, ?, ?, ?, '', '', '', 1, 1, ?, ?)
                        on conflict (analysis_id, rule) do update set hits = r.hits + 1, kept = r.kept + 1,
                            first_ticks = least(r.first_ticks, excluded.first_ticks),
                            last_ticks = greatest(r.last_ticks, excluded.last_ticks)""")
                .param(analysis)
                .param(compartment)
                .param(RULE)
                .param(texts.get(Locale.GERMAN, "events.byHand"))
                .param(Level.INFORMATIONAL.ordinal())
                .param(texts.get(Locale.GERMAN, "events.byHandIs"))
                .param(Storable.ticks(event.ticks()))
                .param(Storable.ticks(event.ticks()))
                .update();
    }

    private boolean isNoted(UUID analysis, TimelineEvent event) {
        return jdbc.sql("""
                        select exists (select 1 from forensics.finding
                            where analysis_id = ? and rule = ? and file = ? and record = ?)""")
                .params(analysis, RULE, event.file(), event.record())
                .query(Boolean.class)
                .single();
    }

    /** The stored file whose name, with signs in place of names, is that of the log or stands before the path in it. */
    private @Nullable UUID stored(UUID analysis, String log, Masking masking) {
        record Stored(UUID id, String name) {
            boolean holds(String log, Masking masking) {
                return Stream.of(name, masking.text(Storable.text(name)))
                        .anyMatch(one -> log.equals(one) || log.startsWith(one + "/"));
            }
        }
        return jdbc
                .sql("select file_id, name from forensics.analysed_file where analysis_id = ?")
                .param(analysis)
                .query((row, _) -> new Stored(row.getObject("file_id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .filter(file -> file.holds(log, masking))
                .max(Comparator.comparingInt(file -> file.name().length()))
                .map(Stored::id)
                .orElse(null);
    }

    private static String titleOf(TimelineEvent event) {
        var text = event.text().isBlank() ? event.provider() + " " + event.eventId() : event.text();
        return text.length() <= LONGEST_TITLE ? text : MaskedLine.whole(text.substring(0, LONGEST_TITLE)) + " …";
    }

    private static String words(String title, TimelineEvent event) {
        return String.join(
                        "\n",
                        title,
                        event.host(),
                        event.channel(),
                        event.provider(),
                        event.eventId(),
                        event.file(),
                        event.text())
                .toLowerCase(Locale.ROOT);
    }
}
