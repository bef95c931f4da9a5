package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Overtaken;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notes of an incident. Every version stays; where two wrote on the same one, both are kept and shown.
 */
@Component
@Transactional
public class Notes {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final People people;
    private final Clock clock;

    Notes(JdbcClient jdbc, Incidents incidents, Journal journal, People people, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.people = people;
        this.clock = clock;
    }

    /**
     * One version of a note.
     *
     * @param basedOn the revision its writer had before their eyes; smaller than the one before it where two wrote at
     *     once
     */
    public record Version(int revision, int basedOn, String body, String author, Instant savedAt) {

        /** Whether somebody else had saved in between, so that this version does not contain theirs. */
        public boolean overtook() {
            return basedOn < revision - 1;
        }
    }

    /** A note with its versions, the newest first. */
    public record Note(UUID id, String title, List<Version> versions) {

        public Note {
            versions = List.copyOf(versions);
        }

        public Version newest() {
            return versions.getFirst();
        }
    }

    public UUID write(IncidentId incidentId, String title, String body) {
        var incident = incidents.working(incidentId);
        var name = Typed.line(title);
        if (name.isEmpty()) {
            throw new Refusal("note.titleMissing");
        }
        var id = UUID.randomUUID();
        jdbc.sql("insert into incident.note (id, compartment_id, incident_id, title, revision) values (?, ?, ?, ?, 1)")
                .params(id, incident.compartment().value(), incidentId.value(), name)
                .update();
        insertVersion(incident, id, 1, 0, body);
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.note", name);
        incidents.changed(incidentId, incident.compartment());
        return id;
    }

    /** Saves a further version. Where somebody was quicker theirs stays too, and the page shows both. */
    public Note save(IncidentId incidentId, UUID noteId, String body, int basedOn) {
        var incident = incidents.working(incidentId);
        var current = revision(incidentId, noteId);
        var next = current + 1;
        jdbc.sql("update incident.note set revision = ? where id = ?")
                .params(next, noteId)
                .update();
        insertVersion(incident, noteId, next, Math.clamp(basedOn, 0, current), body);
        var saved = find(incidentId, noteId);
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.noteSaved",
                saved.title(),
                String.valueOf(next));
        incidents.changed(incidentId, incident.compartment());
        return saved;
    }

    /**
     * Saves a further version on exactly this one.
     *
     * @throws Overtaken where somebody was quicker; nothing is saved then
     */
    public Note replace(IncidentId incidentId, UUID noteId, String body, int basedOn) {
        incidents.working(incidentId);
        var current = revision(incidentId, noteId);
        if (current != basedOn) {
            throw new Overtaken("incident.overtaken", current);
        }
        return save(incidentId, noteId, body, basedOn);
    }

    @Transactional(readOnly = true)
    public Note find(IncidentId incidentId, UUID noteId) {
        return of(incidentId).stream()
                .filter(note -> note.id().equals(noteId))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    @Transactional(readOnly = true)
    public List<Note> of(IncidentId incidentId) {
        record Row(UUID note, String title, int revision, int basedOn, String body, PersonId by, Instant at) {}
        var rows = jdbc.sql("""
                        select n.id, n.title, v.revision, v.based_on, v.body, v.saved_by, v.saved_at
                        from incident.note n join incident.note_version v on v.note_id = n.id
                        where n.incident_id = ? order by n.title, n.id, v.revision desc""")
                .param(incidentId.value())
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getInt("revision"),
                        row.getInt("based_on"),
                        row.getString("body"),
                        new PersonId(row.getObject("saved_by", UUID.class)),
                        row.getTimestamp("saved_at").toInstant()))
                .list();
        var names = people.names(rows.stream().map(Row::by).distinct().toList());
        return rows.stream()
                .map(Row::note)
                .distinct()
                .map(id -> {
                    var own = rows.stream().filter(row -> row.note().equals(id)).toList();
                    return new Note(
                            id,
                            own.getFirst().title(),
                            own.stream()
                                    .map(row -> new Version(
                                            row.revision(),
                                            row.basedOn(),
                                            row.body(),
                                            names.getOrDefault(row.by(), ""),
                                            row.at()))
                                    .toList());
                })
                .toList();
    }

    /** Held against others who would save too. */
    private int revision(IncidentId incidentId, UUID noteId) {
        return jdbc.sql("select revision from incident.note where id = ? and incident_id = ? for update")
                .params(noteId, incidentId.value())
                .query(Integer.class)
                .optional()
                .orElseThrow(NotHere::new);
    }

    private void insertVersion(Incident incident, UUID note, int revision, int basedOn, String body) {
        jdbc.sql("""
                        insert into incident.note_version (compartment_id, note_id, revision, based_on, body, saved_by,
                            saved_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        incident.compartment().value(),
                        note,
                        revision,
                        basedOn,
                        Typed.text(body),
                        Acting.now().id(),
                        Timestamp.from(clock.instant()))
                .update();
    }
}
