package de.komcert.app.vault;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.SecretKey;

import de.komcert.app.access.CompartmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The key of each compartment, in the database, locked up under the master key. */
@Component
@Transactional
class DataKeys {

    private final JdbcClient jdbc;
    private volatile @Nullable MasterKey master;

    DataKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void use(MasterKey key) {
        master = key;
    }

    /** The key of a compartment the actor sees; drawn when the first file comes. */
    SecretKey ofOrDrawn(CompartmentId compartment) {
        return find(compartment).orElseGet(() -> {
            // Of two first files one draws; both then find the same.
            jdbc.sql("insert into vault.key (compartment_id, master, wrapped) values (?, ?, ?) on conflict do nothing")
                    .params(compartment.value(), master().mark(), master().wrap(MasterKey.drawDataKey(), compartment))
                    .update();
            return of(compartment);
        });
    }

    @Transactional(readOnly = true)
    SecretKey of(CompartmentId compartment) {
        return find(compartment).orElseThrow();
    }

    /** The marks of all master keys under which data keys are locked up, in any compartment. */
    Set<String> marks() {
        return new TreeSet<>(
                jdbc.sql("select vault.masters()").query(String.class).list());
    }

    /** Locks all data keys up under another master key, all or none. The files stay as they are. */
    int rewrap(MasterKey from, MasterKey to) {
        record Wrapped(CompartmentId compartment, byte[] key) {}
        var all = jdbc.sql("select compartment_id, wrapped from vault.keys_under(?)")
                .param(from.mark())
                .query((row, _) -> new Wrapped(
                        new CompartmentId(row.getObject("compartment_id", UUID.class)), row.getBytes("wrapped")))
                .list();
        for (var one : all) {
            var fresh = to.wrap(from.unwrap(one.key(), one.compartment()), one.compartment());
            jdbc.sql("select vault.rewrap(?, ?, ?)")
                    .params(one.compartment().value(), to.mark(), fresh)
                    .query((_, _) -> 0)
                    .list();
        }
        return all.size();
    }

    private Optional<SecretKey> find(CompartmentId compartment) {
        return jdbc.sql("select wrapped from vault.key where compartment_id = ?")
                .param(compartment.value())
                .query((row, _) -> master().unwrap(row.getBytes("wrapped"), compartment))
                .optional();
    }

    private MasterKey master() {
        return Objects.requireNonNull(master, "the vault is not open yet");
    }
}
