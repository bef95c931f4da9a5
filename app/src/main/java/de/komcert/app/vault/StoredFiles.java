package de.komcert.app.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.web.NotHere;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The records of the files, of which everybody sees those of their compartments. */
@Component
@Transactional
class StoredFiles {

    private final JdbcClient jdbc;

    StoredFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StoredFile file) {
        jdbc.sql("insert into vault.file (id, compartment_id, size, sha256, stored_at) values (?, ?, ?, ?, ?)")
                .params(
                        file.id().value(),
                        file.compartment().value(),
                        file.size(),
                        file.hash().bytes(),
                        Timestamp.from(file.storedAt()))
                .update();
    }

    void delete(FileId id) {
        if (jdbc.sql("delete from vault.file where id = ?").param(id.value()).update() == 0) {
            throw new NotHere();
        }
    }

    @Transactional(readOnly = true)
    StoredFile find(FileId id) {
        return jdbc.sql("select * from vault.file where id = ?")
                .param(id.value())
                .query((row, _) -> file(row))
                .optional()
                .orElseThrow(NotHere::new);
    }

    @Transactional(readOnly = true)
    List<StoredFile> in(CompartmentId compartment) {
        return jdbc.sql("select * from vault.file where compartment_id = ? order by stored_at, id")
                .param(compartment.value())
                .query((row, _) -> file(row))
                .list();
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        return new StoredFile(
                new FileId(row.getObject("id", UUID.class)),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                row.getLong("size"),
                Sha256.of(row.getBytes("sha256")),
                row.getTimestamp("stored_at").toInstant());
    }
}
