package de.komcert.app.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.web.NotHere;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The records of what is being sent. Members see those of their compartments, and change their own. */
@Component
@Transactional
class SendingRows {

    private final JdbcClient jdbc;

    SendingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Sending sending) {
        jdbc.sql("insert into vault.sending (id, compartment_id, begun_by, size, kept_until) values (?, ?, ?, ?, ?)")
                .params(
                        sending.id().value(),
                        sending.compartment().value(),
                        sending.by().value(),
                        sending.size(),
                        Timestamp.from(sending.keptUntil()))
                .update();
    }

    /** The actor's own; this waits for a transaction that is about to end it. */
    Sending own(FileId id) {
        return jdbc.sql("select * from vault.sending where id = ? and begun_by = ? for update")
                .params(id.value(), Acting.now().id())
                .query((row, _) -> sending(row))
                .optional()
                .orElseThrow(NotHere::new);
    }

    @Transactional(readOnly = true)
    List<Sending> in(CompartmentId compartment) {
        return jdbc.sql("select * from vault.sending where compartment_id = ? order by id")
                .param(compartment.value())
                .query((row, _) -> sending(row))
                .list();
    }

    /** Keeps the actor's own until then. */
    void keep(FileId id, Instant until) {
        one(jdbc.sql("update vault.sending set kept_until = ? where id = ?")
                .params(Timestamp.from(until), id.value())
                .update());
    }

    /** Ends the actor's own. */
    void delete(FileId id) {
        one(jdbc.sql("delete from vault.sending where id = ?").param(id.value()).update());
    }

    /** Ends those that nobody went on with, in any compartment; for the job of the vault alone. */
    void endLeft(Instant now) {
        jdbc.sql("select vault.end_sendings(?)")
                .param(Timestamp.from(now))
                .query((_, _) -> 0)
                .list();
    }

    /** Which of these are still being sent, in any compartment; for the job of the vault alone. */
    @Transactional(readOnly = true)
    Set<FileId> alive(Collection<FileId> asked) {
        return Set.copyOf(jdbc.sql("select id from vault.sendings(?) as id")
                .param(asked.stream().map(FileId::value).toArray(UUID[]::new))
                .query((row, _) -> new FileId(row.getObject("id", UUID.class)))
                .list());
    }

    private static void one(int changed) {
        if (changed == 0) {
            throw new NotHere();
        }
    }

    private static Sending sending(ResultSet row) throws SQLException {
        return new Sending(
                new FileId(row.getObject("id", UUID.class)),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new PersonId(row.getObject("begun_by", UUID.class)),
                row.getLong("size"),
                row.getTimestamp("kept_until").toInstant());
    }
}
