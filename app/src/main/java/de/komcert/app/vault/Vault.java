package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.web.NotHere;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files that lie encrypted on the disk, each in a compartment.
 *
 * <p>What somebody may not see is not there: {@link NotHere} answers both.
 */
@Component
public class Vault {

    private final Compartments compartments;
    private final StoredFiles files;
    private final DataKeys keys;
    private final VaultFolder folder;
    private final Sendings sendings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Vault(
            Compartments compartments,
            StoredFiles files,
            DataKeys keys,
            VaultFolder folder,
            Sendings sendings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.compartments = compartments;
        this.files = files;
        this.keys = keys;
        this.folder = folder;
        this.sendings = sendings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Stores a content as it comes. When this returns, the file, its name and its record are on the disk.
     *
     * <p>To be called outside a transaction, since an upload may take an hour.
     *
     * @param limit the most bytes it may have
     * @param record what the caller records with it, in the same transaction; when it fails, nothing is stored
     * @return what {@code record} gave
     * @throws TooLarge when it has more bytes
     * @throws StorageFailed when the disk does not take it
     * @throws IOException when the content breaks off
     */
    public <R> R store(CompartmentId compartment, InputStream content, long limit, Function<StoredFile, R> record)
            throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction must not wait for whoever sends a file");
        }
        requireVisible(compartment);
        var id = FileId.random();
        var file = taken(id, compartment, content, limit);
        try {
            return recorded(file, record);
        } catch (CannotCreateTransactionException noDatabase) {
            discard(id, noDatabase);
            throw noDatabase;
        }
    }

    /**
     * Opens a file for reading at any position. The caller closes it.
     *
     * @throws DamagedFile here, or from a later read, when it is not what was stored
     */
    public SeekableByteChannel open(FileId id) throws IOException {
        var file = files.find(id);
        return SealedFile.open(folder.of(id), file, keys.of(file.compartment()));
    }

    /**
     * Reads a file from beginning to end.
     *
     * @throws DamagedFile when a byte of it is not what was stored
     */
    public void check(FileId id) throws IOException {
        var digest = Sha256.digest();
        try (var content = open(id)) {
            var some = ByteBuffer.allocate(Segments.CONTENT);
            while (content.read(some) >= 0) {
                digest.update(some.flip());
                some.clear();
            }
        }
        if (!files.find(id).hash().equals(Sha256.of(digest.digest()))) {
            throw new DamagedFile(id, "it has not the hash it had");
        }
    }

    public StoredFile find(FileId id) {
        return files.find(id);
    }

    /** The files of a compartment; one statement, however many there are. */
    public List<StoredFile> in(CompartmentId compartment) {
        return files.in(compartment);
    }

    /** Takes a file away with the caller's transaction: it is gone from the disk once that is committed. */
    @Transactional
    public void remove(FileId id) throws StorageFailed {
        files.find(id);
        folder.doubt(id);
        TransactionSynchronizationManager.registerSynchronization(Fate.ofDeleted(folder, id));
        files.delete(id);
    }

    /**
     * Takes all files of a compartment from the disk, and all that is still being sent, once the caller's transaction, in which the database destroys their
     * key and their records, is committed. Whatever interrupts that, the next start finishes it.
     */
    @Transactional
    public void erase(CompartmentId compartment) throws StorageFailed {
        for (var file : files.in(compartment)) {
            folder.doubt(file.id());
            TransactionSynchronizationManager.registerSynchronization(Fate.ofDeleted(folder, file.id()));
        }
        sendings.endIn(compartment);
    }

    private StoredFile taken(FileId id, CompartmentId compartment, InputStream content, long limit) throws IOException {
        var key = keys.ofOrDrawn(compartment);
        try {
            var sealed = folder.take(
                    id, partial -> Sealing.to(partial, key, compartment, id).write(content, limit));
            return new StoredFile(
                    id,
                    compartment,
                    sealed.size(),
                    sealed.hash(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (IOException | RuntimeException failure) {
            discard(id, failure);
            throw failure;
        }
    }

    private void requireVisible(CompartmentId compartment) {
        if (!compartments.visible(compartment)) {
            throw new NotHere();
        }
    }

    private void discard(FileId id, Exception reason) {
        try {
            folder.discard(id);
        } catch (IOException left) {
            reason.addSuppressed(left); // it is unsettled, so the next start sees to it
        }
    }

    @SuppressWarnings("NullAway") // gives what the record gives, which is never null
    private <R> R recorded(StoredFile file, Function<StoredFile, R> record) {
        return transaction.execute(_ -> {
            TransactionSynchronizationManager.registerSynchronization(Fate.ofRecorded(folder, file.id()));
            requireVisible(file.compartment()); // whoever was taken out while sending has sent nothing
            files.insert(file);
            return record.apply(file);
        });
    }
}
