package de.komcert.app.incident.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.Sending;
import de.komcert.app.vault.Sendings;
import de.komcert.app.web.NotHere;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is on its way into an incident: the words about it lie here, the rest in the vault. */
@Component
@Transactional
class UnderWay {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentFiles files;
    private final Sendings sendings;
    private final People people;

    UnderWay(JdbcClient jdbc, Incidents incidents, IncidentFiles files, Sendings sendings, People people) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.files = files;
        this.sendings = sendings;
        this.people = people;
    }

    /** The words about a sending. */
    record Words(FileId id, FileName name, String description, Instant begunAt) {}

    void insert(Incident incident, Words words) {
        jdbc.sql("""
                        insert into incident.sending (id, compartment_id, incident_id, name, name_cut, description, begun_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        words.id().value(),
                        incident.compartment().value(),
                        incident.id().value(),
                        words.name().value(),
                        words.name().cut(),
                        words.description(),
                        Timestamp.from(words.begunAt()))
                .update();
    }

    @Transactional(readOnly = true)
    Words words(FileId id) {
        return jdbc.sql("select * from incident.sending where id = ?")
                .param(id.value())
                .query((row, _) -> words(row))
                .single();
    }

    /** All of it, the oldest first. */
    @Transactional(readOnly = true)
    List<IncidentSending> of(Incident incident) {
        var words = jdbc.sql("select * from incident.sending where incident_id = ? order by begun_at, name, id")
                .param(incident.id().value())
                .query((row, _) -> words(row))
                .list();
        if (words.isEmpty()) {
            return List.of();
        }
        var known = sendings.in(incident.compartment()).stream()
                .collect(Collectors.toMap(Sending::id, Function.identity()));
        var names =
                people.names(known.values().stream().map(Sending::by).distinct().toList());
        return words.stream()
                .map(one -> {
                    var sending = Objects.requireNonNull(known.get(one.id()));
                    return shown(one, sending, names.getOrDefault(sending.by(), ""));
                })
                .toList();
    }

    /** One of them, or the file that it has become. */
    @Transactional(readOnly = true)
    IncidentSending find(IncidentId id, UUID sending) {
        return of(incidents.find(id)).stream()
                .filter(one -> one.id().equals(sending))
                .findFirst()
                .orElseGet(() -> IncidentSending.whole(files.find(id, sending)));
    }

    /** The same as the vault knows it. */
    @Transactional(readOnly = true)
    Sending stored(IncidentId id, UUID sending) {
        return sendings.in(incidents.find(id).compartment()).stream()
                .filter(one -> one.id().value().equals(sending))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    IncidentSending shown(Words words, Sending sending, String by) {
        return new IncidentSending(
                words.id().value(),
                words.name().value(),
                words.name().cut(),
                words.description(),
                sending.size(),
                sendings.arrived(sending),
                by,
                sending.by().value().equals(Acting.now().id()),
                words.begunAt(),
                sending.keptUntil());
    }

    private static Words words(ResultSet row) throws SQLException {
        return new Words(
                new FileId(row.getObject("id", UUID.class)),
                new FileName(row.getString("name"), row.getBoolean("name_cut")),
                row.getString("description"),
                row.getTimestamp("begun_at").toInstant());
    }
}
