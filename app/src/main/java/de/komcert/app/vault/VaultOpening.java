package de.komcert.app.vault;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the vault before the first request: finds the master key, replaces one that is to be replaced, and settles what
 * the program before this one left undecided.
 *
 * <p>A key is drawn only where nothing is locked up yet, or where the former one is at hand. Otherwise a missing or wrong
 * key ends the start.
 */
@Component
class VaultOpening implements SmartInitializingSingleton {

    /** Who the database sees. The migration names the same id. */
    static final Actor.Job JOB = new Actor.Job("vault");

    private static final Logger LOG = LoggerFactory.getLogger(VaultOpening.class);

    private final KeyFile keyFile;
    private final DataKeys dataKeys;
    private final SendingRows sendings;
    private final VaultFolder folder;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    VaultOpening(
            KeyFile keyFile,
            VaultFolder folder,
            DataKeys dataKeys,
            SendingRows sendings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.keyFile = keyFile;
        this.dataKeys = dataKeys;
        this.sendings = sendings;
        this.folder = folder;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Acting.run(JOB, () -> {
            dataKeys.use(master());
            settle();
        });
    }

    private MasterKey master() {
        var marks = new HashSet<>(dataKeys.marks());
        var found = keyFile.read();
        found.ifPresent(key -> marks.remove(key.mark()));
        if (marks.isEmpty()) {
            return found.orElseGet(this::drawn);
        }
        var former = keyFile.readFormer().filter(key -> marks.equals(Set.of(key.mark())));
        if (former.isPresent()) {
            return replaced(former.get(), found.orElseGet(this::drawn));
        }
        throw new VaultUnavailable(
                found.isEmpty()
                        ? "Der Hauptschlüssel %s (%s) fehlt, und ohne ihn lassen sich die abgelegten Dateien nicht öffnen; schreiben Sie ihn vom Wiederherstellungsblatt dorthin ab, oder nennen Sie seine Datei in KOMCERT_KEY_FILE."
                                .formatted(String.join(", ", marks), keyFile.path())
                        : "In %s liegt der Hauptschlüssel %s, die abgelegten Dateien sind aber mit %s verschlossen; legen Sie den richtigen dorthin, oder nennen Sie seine Datei in KOMCERT_KEY_FILE."
                                .formatted(keyFile.path(), found.get().mark(), String.join(", ", marks)));
    }

    private MasterKey drawn() {
        var key = keyFile.create();
        LOG.info(
                "Hauptschlüssel {} angelegt: {}. Drucken Sie ihn aus und verwahren Sie ihn: komcert key",
                key.mark(),
                keyFile.path());
        return key;
    }

    private MasterKey replaced(MasterKey former, MasterKey key) {
        var count = dataKeys.rewrap(former, key);
        LOG.info(
                "Hauptschlüssel {} ersetzt durch {}; {} Schlüssel umgeschlossen. Solange eine Datensicherung den alten braucht, bewahren Sie {} auf.",
                former.mark(),
                key.mark(),
                count,
                keyFile.former());
        return key;
    }

    private void settle() {
        try {
            var unsettled = folder.unsettled();
            var recorded = unsettled.isEmpty() ? Set.of() : recorded(unsettled);
            var sent = unsettled.isEmpty() ? Set.of() : sendings.alive(unsettled);
            for (var id : unsettled) {
                if (recorded.contains(id)) {
                    folder.keep(id);
                } else if (sent.contains(id)) {
                    folder.reclaim(id);
                } else {
                    folder.discard(id);
                }
            }
        } catch (IOException failure) {
            throw new VaultUnavailable(
                    "Im Ordner der verschlüsselten Dateien lässt sich nicht aufräumen; geben Sie KomCERT dort alle Rechte.",
                    failure);
        }
    }

    private Set<FileId> recorded(List<FileId> ids) {
        var asked = ids.stream().map(FileId::value).toArray(UUID[]::new);
        var rows = transaction.execute(_ -> jdbc.sql("select id from vault.recorded(?) as id")
                .param(asked)
                .query(UUID.class)
                .list());
        var recorded = new HashSet<FileId>();
        for (var id : rows) {
            recorded.add(new FileId(id));
        }
        return recorded;
    }
}
