package de.komcert.app.incident.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.vault.DamagedFile;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.StorageFailed;
import de.komcert.app.vault.StoredFile;
import de.komcert.app.vault.TooLarge;
import de.komcert.app.vault.Vault;
import de.komcert.app.web.Bytes;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The files of an incident: what they are called lies here, what is in them in the vault. */
@Component
@EnableConfigurationProperties(FileSettings.class)
public class IncidentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentFiles.class);

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Vault vault;
    private final People people;
    private final Texts texts;
    private final FileSettings settings;

    IncidentFiles(
            JdbcClient jdbc,
            Incidents incidents,
            Journal journal,
            Vault vault,
            People people,
            Texts texts,
            FileSettings settings) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.vault = vault;
        this.people = people;
        this.texts = texts;
        this.settings = settings;
    }

    /**
     * Adds a file. It is on the disk, on record and in the journal when this returns.
     *
     * @param name as whoever brings it calls it, whatever is in it
     */
    public IncidentFile add(IncidentId id, String name, String description, InputStream content) {
        var incident = incidents.find(id);
        if (incident.closed()) {
            throw new Refusal("incident.closed");
        }
        var called = FileName.given(name);
        try {
            return vault.store(
                    incident.compartment(),
                    content,
                    settings.limit().toBytes(),
                    file -> record(id, file, called, Typed.line(description)));
        } catch (TooLarge tooLarge) {
            throw new Refusal("files.tooLarge", called.value(), settings.limit().toMegabytes())
                    .as(HttpStatus.CONTENT_TOO_LARGE);
        } catch (StorageFailed full) {
            LOG.error("The vault takes no file: {}", String.valueOf(full.getCause()));
            throw new Refusal("files.notStored", called.value()).as(HttpStatus.INSUFFICIENT_STORAGE);
        } catch (IOException brokenOff) {
            throw new Refusal("files.brokenOff", called.value()).as(HttpStatus.BAD_REQUEST);
        }
    }

    /** The size of the largest file that is taken, in words. */
    public String most(Locale locale) {
        return Bytes.text(settings.limit().toBytes(), texts, locale);
    }

    /** The files of an incident, the oldest first. */
    @Transactional(readOnly = true)
    public List<IncidentFile> of(IncidentId id) {
        record Row(UUID id, String name, boolean cut, String description, PersonId by, Instant at) {}
        var rows = jdbc.sql("select * from incident.file where incident_id = ? order by added_at, name, id")
                .param(id.value())
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getBoolean("name_cut"),
                        row.getString("description"),
                        new PersonId(row.getObject("added_by", UUID.class)),
                        row.getTimestamp("added_at").toInstant()))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        var names = people.names(rows.stream().map(Row::by).distinct().toList());
        var stored = vault.in(incidents.find(id).compartment()).stream()
                .collect(Collectors.toMap(file -> file.id().value(), Function.identity()));
        return rows.stream()
                .map(row -> {
                    var file = Objects.requireNonNull(stored.get(row.id()));
                    return new IncidentFile(
                            row.id(),
                            row.name(),
                            row.cut(),
                            row.description(),
                            file.size(),
                            file.hash().hex(),
                            names.getOrDefault(row.by(), ""),
                            row.at());
                })
                .toList();
    }

    @Transactional(readOnly = true)
    public IncidentFile find(IncidentId id, UUID file) {
        return of(id).stream().filter(one -> one.id().equals(file)).findFirst().orElseThrow(NotHere::new);
    }

    /** Opens a file of an incident that was read through before, so that nothing of a damaged one is given out. */
    public SeekableByteChannel open(IncidentFile file) throws IOException {
        var id = new FileId(file.id());
        try {
            vault.check(id);
            return vault.open(id);
        } catch (DamagedFile damaged) {
            LOG.error("Damaged: {}", damaged.getMessage());
            throw new Refusal("files.damaged", file.name()).as(HttpStatus.INTERNAL_SERVER_ERROR);
        }
    }

    /** Within the transaction of the vault: file, journal and whoever watches, or none of it. */
    IncidentFile record(IncidentId id, StoredFile file, FileName name, String description) {
        var incident = incidents.working(id);
        var actor = Acting.person();
        jdbc.sql("""
                        insert into incident.file (id, compartment_id, incident_id, name, name_cut, description, added_by,
                            added_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.id().value(),
                        incident.compartment().value(),
                        id.value(),
                        name.value(),
                        name.cut(),
                        description,
                        actor.id(),
                        Timestamp.from(file.storedAt()))
                .update();
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.file",
                name.value(),
                file.size(),
                file.hash().hex(),
                name.cut() ? 1 : 0,
                description);
        incidents.changed(id, incident.compartment());
        return new IncidentFile(
                file.id().value(),
                name.value(),
                name.cut(),
                description,
                file.size(),
                file.hash().hex(),
                actor.name(),
                file.storedAt());
    }
}
