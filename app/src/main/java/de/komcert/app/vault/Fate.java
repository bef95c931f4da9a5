package de.komcert.app.vault;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * What becomes of an unsettled file: it stays or goes as the transaction ends. Where the database does not say how that
 * ended, the file stays unsettled, and the next start looks it up.
 */
final class Fate implements TransactionSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger(Fate.class);

    private final FileId id;
    private final Step committed;
    private final Step rolledBack;

    private Fate(FileId id, Step committed, Step rolledBack) {
        this.id = id;
        this.committed = committed;
        this.rolledBack = rolledBack;
    }

    /** What is done to a file. */
    interface Step {
        void to(FileId id) throws IOException;
    }

    /** Of a file that the transaction records. */
    static Fate ofRecorded(VaultFolder folder, FileId id) {
        return new Fate(id, folder::keep, folder::discard);
    }

    /** Of a file whose record the transaction deletes. */
    static Fate ofDeleted(VaultFolder folder, FileId id) {
        return new Fate(id, folder::discard, folder::keep);
    }

    /** Of a file that has come in pieces and that the transaction records; otherwise it goes on being sent. */
    static Fate ofArrived(VaultFolder folder, FileId id, Step left) {
        return new Fate(
                id,
                arrived -> {
                    folder.keep(arrived);
                    left.to(arrived);
                },
                folder::reclaim);
    }

    /** Of a file whose sending the transaction ends. */
    static Fate ofEnded(FileId id, Step ended) {
        return new Fate(id, ended, _ -> {});
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_UNKNOWN) {
            return;
        }
        try {
            (status == STATUS_COMMITTED ? committed : rolledBack).to(id);
        } catch (IOException failure) {
            LOG.warn("File {} of the vault stays unsettled until the next start: {}", id, failure.toString());
        }
    }
}
