package de.komcert.app.forensics.name;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.vault.SealedTexts;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is meant by the signs of an incident. */
@Component
@Transactional
public class Pseudonyms {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final SealedTexts texts;
    private final People people;
    private final Clock clock;

    Pseudonyms(JdbcClient jdbc, Incidents incidents, Journal journal, SealedTexts texts, People people, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.texts = texts;
        this.people = people;
        this.clock = clock;
    }

    /**
     * A name that was opened.
     *
     * @param by the name of whoever opened it
     */
    public record Opened(int number, String name, Instant at, String by, String why) {}

    /** The names of an incident that were opened, by number; one statement while there are none. */
    @Transactional(readOnly = true)
    public Readable readable(Incident incident) {
        record Row(int number, byte[] locked, Instant at, PersonId by, String why) {}
        var rows = jdbc.sql("""
                        select * from forensics.pseudonym where incident_id = ? and opened_at is not null
                        order by opened_at, number""")
                .param(incident.id().value())
                .query((row, _) -> new Row(
                        row.getInt("number"),
                        row.getBytes("locked"),
                        row.getTimestamp("opened_at").toInstant(),
                        new PersonId(row.getObject("opened_by", UUID.class)),
                        row.getString("opened_why")))
                .list();
        if (rows.isEmpty()) {
            return new Readable(List.of());
        }
        var box = texts.of(incident.compartment());
        var names = people.names(rows.stream().map(Row::by).distinct().toList());
        return new Readable(rows.stream()
                .map(row -> new Opened(
                        row.number(), box.open(row.locked()), row.at(), names.getOrDefault(row.by(), ""), row.why()))
                .toList());
    }

    /** How many people are known by a sign. */
    @Transactional(readOnly = true)
    public int count(IncidentId id) {
        return jdbc.sql("select count(*) from forensics.pseudonym where incident_id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** The number of a person, as an address names it. */
    public static int number(String written) {
        if (!written.matches("\\d{1,9}")) {
            throw new NotHere();
        }
        return Integer.parseInt(written);
    }

    /** Opens the name behind a sign for everybody in the incident. The reason is in the journal; the name is not. */
    public void open(IncidentId id, int number, String reason) {
        var incident = incidents.working(id);
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("name.reasonMissing");
        }
        var opened = jdbc.sql("""
                        select opened_at is not null from forensics.pseudonym where incident_id = ? and number = ? for update""")
                .params(id.value(), number)
                .query(Boolean.class)
                .optional()
                .orElseThrow(NotHere::new);
        if (opened) {
            return;
        }
        jdbc.sql("""
                        update forensics.pseudonym set opened_at = ?, opened_by = ?, opened_why = ?
                        where incident_id = ? and number = ?""")
                .params(Timestamp.from(clock.instant()), Acting.person().id(), why, id.value(), number)
                .update();
        journal.record(
                incident.compartment(), JournalEntry.Kind.DECISION, "journal.nameOpened", String.valueOf(number), why);
        incidents.changed(id, incident.compartment());
    }

    /** What an analysis begins with: the signs given so far. */
    public Masking masking(Incident incident) {
        record Row(int number, byte[] locked) {}
        var rows = jdbc.sql("select number, locked from forensics.pseudonym where incident_id = ?")
                .param(incident.id().value())
                .query((row, _) -> new Row(row.getInt("number"), row.getBytes("locked")))
                .list();
        var known = new HashMap<String, Integer>();
        if (!rows.isEmpty()) {
            var box = texts.of(incident.compartment());
            rows.forEach(row -> known.put(box.open(row.locked()), row.number()));
        }
        return new Masking(known, given(incident));
    }

    /** The highest number that was ever given to somebody of this incident whose name was deleted since. */
    private int given(Incident incident) {
        return jdbc.sql("select coalesce(max(persons), 0) from forensics.analysis_order where incident_id = ?")
                .param(incident.id().value())
                .query(Integer.class)
                .single();
    }

    /** Keeps the names an analysis has learnt, locked up. */
    public void keep(Incident incident, Masking masking) {
        Map<Integer, String> fresh = masking.fresh();
        if (fresh.isEmpty()) {
            return;
        }
        var box = texts.of(incident.compartment());
        jdbc.sql("""
                        insert into forensics.pseudonym (compartment_id, incident_id, number, locked)
                        select ?, ?, n.number, n.locked from unnest(?::int[], ?::bytea[]) as n (number, locked)""")
                .params(
                        incident.compartment().value(),
                        incident.id().value(),
                        fresh.keySet().toArray(Integer[]::new),
                        fresh.values().stream().map(box::seal).toArray(byte[][]::new))
                .update();
    }
}
