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

    private final VaultFolder folder;
    private final FileId id;
    private final int endsRecorded;

    private Fate(VaultFolder folder, FileId id, int endsRecorded) {
        this.folder = folder;
        this.id = id;
        this.endsRecorded = endsRecorded;
    }

    /** Of a file that the transaction records. */
    static Fate ofRecorded(VaultFolder folder, FileId id) {
        return new Fate(folder, id, STATUS_COMMITTED);
    }

    /** Of a file whose record the transaction deletes. */
    static Fate ofDeleted(VaultFolder folder, FileId id) {
        return new Fate(folder, id, STATUS_ROLLED_BACK);
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_UNKNOWN) {
            return;
        }
        try {
            if (status == endsRecorded) {
                folder.keep(id);
            } else {
                folder.discard(id);
            }
        } catch (IOException failure) {
            LOG.warn("File {} of the vault stays unsettled until the next start: {}", id, failure.toString());
        }
    }
}
