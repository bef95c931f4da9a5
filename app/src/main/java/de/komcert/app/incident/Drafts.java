package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody typed into an incident and has not sent yet. It survives a dead network and an ended session. */
@Component
@Transactional
public class Drafts {

    private static final Set<String> FIELDS = Set.of("journal", "handover", "note-new");

    private static final Pattern OF_NOTE = Pattern.compile("note-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final JdbcClient jdbc;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps what is in the field now; nothing in it forgets the draft. */
    public Instant keep(CompartmentId compartment, String field, String body) {
        requireKnown(compartment, field);
        var now = clock.instant();
        var typed = Typed.text(body);
        if (typed.isBlank()) {
            forget(compartment, field);
            return now;
        }
        jdbc.sql("""
                        insert into incident.draft (compartment_id, person_id, field, body, saved_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (compartment_id, person_id, field)
                        do update set body = excluded.body, saved_at = excluded.saved_at""")
                .params(compartment.value(), Acting.now().id(), field, typed, Timestamp.from(now))
                .update();
        return now;
    }

    public void forget(CompartmentId compartment, String field) {
        jdbc.sql("delete from incident.draft where compartment_id = ? and person_id = ? and field = ?")
                .params(compartment.value(), Acting.now().id(), field)
                .update();
    }

    /** A draft belongs to a field that there is: so nobody can pile up more of them than there are forms. */
    private void requireKnown(CompartmentId compartment, String field) {
        if (FIELDS.contains(field)) {
            return;
        }
        var note = OF_NOTE.matcher(field);
        if (!note.matches()
                || !jdbc.sql("select exists (select 1 from incident.note where id = ? and compartment_id = ?)")
                        .params(UUID.fromString(note.group(1)), compartment.value())
                        .query(Boolean.class)
                        .single()) {
            throw new NotHere();
        }
    }

    /** The actor's own drafts in this compartment, by field. */
    @Transactional(readOnly = true)
    public Map<String, String> mine(CompartmentId compartment) {
        return jdbc
                .sql("select field, body from incident.draft where compartment_id = ? and person_id = ?")
                .params(compartment.value(), Acting.now().id())
                .query((row, _) -> Map.entry(row.getString("field"), row.getString("body")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
