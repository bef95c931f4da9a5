package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.web.NotHere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files that come in pieces and may be broken off at any place: what was acknowledged is on the disk, encrypted, and goes on
 * from there, after a dead network, a closed browser and a killed program alike.
 *
 * <p>Before its end, a whole number of segments of {@value #STEP} bytes is acknowledged. Members of the compartment see what
 * is being sent; whoever began goes on. What somebody may not see, or go on with, is not there: {@link NotHere}.
 */
@Component
public class Sendings {

    /** What is acknowledged before the end is a multiple of this. */
    public static final int STEP = Segments.CONTENT;

    /** The size of a block of which the hash is told. */
    public static final int BLOCK = 256 * STEP;

    private static final Logger LOG = LoggerFactory.getLogger(Sendings.class);

    private final Compartments compartments;
    private final SendingRows rows;
    private final StoredFiles files;
    private final DataKeys keys;
    private final VaultFolder folder;
    private final OpenSendings open;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Sendings(
            Compartments compartments,
            SendingRows rows,
            StoredFiles files,
            DataKeys keys,
            VaultFolder folder,
            OpenSendings open,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.compartments = compartments;
        this.rows = rows;
        this.files = files;
        this.keys = keys;
        this.folder = folder;
        this.open = open;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How a piece was taken. */
    public sealed interface Taken<R> {

        /** There is more to come, from this place on. */
        record Part<R>(long arrived) implements Taken<R> {}

        /** Nothing was taken, or not all: it goes on at this place. */
        record Elsewhere<R>(long arrived) implements Taken<R> {}

        /** It was the last one, and this is what the caller recorded. */
        record Whole<R>(R recorded) implements Taken<R> {}
    }

    /** A part of what has come, and its hash. */
    public record Block(long size, Sha256 hash) {}

    /**
     * Begins a sending with the caller's transaction.
     *
     * @param size of the whole content
     * @param kept how long it is kept when nobody goes on
     */
    @Transactional
    public Sending begin(CompartmentId compartment, long size, Duration kept) {
        if (!compartments.visible(compartment)) {
            throw new NotHere();
        }
        keys.ofOrDrawn(compartment);
        var sending = new Sending(
                FileId.random(),
                compartment,
                Acting.person().person(),
                size,
                clock.instant().plus(kept).truncatedTo(ChronoUnit.MICROS));
        rows.insert(sending);
        return sending;
    }

    /** What is being sent into a compartment; one statement, however much it is. */
    public List<Sending> in(CompartmentId compartment) {
        return rows.in(compartment);
    }

    /** How much of it has come so far, as people want to know it. */
    public long arrived(Sending sending) {
        return open.ifOpen(sending.id())
                .map(Receiving::arrived)
                .orElseGet(() -> sending.within(SentPart.whole(folder.length(sending.id()), sending.size())));
    }

    /** Where it goes on; that much is on the disk. */
    public long acknowledged(Sending sending) throws StorageFailed {
        var receiving = open.ifOpen(sending.id());
        return receiving.isPresent()
                ? receiving.get().acknowledged()
                : sending.within(SentPart.whole(folder.forced(sending.id()), sending.size()));
    }

    /**
     * Takes in a piece as it comes. What is acknowledged is on the disk when this returns, and also when it fails.
     *
     * <p>To be called outside a transaction, since a piece may take an hour.
     *
     * @param from where in the content it begins
     * @param kept how long the rest is waited for
     * @param record what the caller records with the file when it is whole, in the same transaction
     * @throws TooLarge when more comes than was said; the end is not taken then
     * @throws StorageFailed when the disk does not take it
     * @throws IOException when the piece breaks off
     */
    public <R> Taken<R> take(FileId id, long from, InputStream content, Duration kept, Function<StoredFile, R> record)
            throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction must not wait for whoever sends a piece");
        }
        keep(id, kept);
        var receiving = open.open(id, () -> rows.own(id));
        long arrived;
        boolean mine = false;
        try {
            mine = receiving.takeIn(from, content, () -> keep(id, kept));
        } finally {
            arrived = receiving.acknowledged();
            keep(id, kept);
        }
        return !mine
                ? new Taken.Elsewhere<>(arrived)
                : receiving.complete() ? whole(id, record) : new Taken.Part<>(arrived);
    }

    /**
     * The hash of what has come from this place on, of {@value #BLOCK} bytes or as much as there is: so whoever goes on after
     * a break finds out whether it is the same file.
     *
     * @return nothing where nothing has come, or where what lies there is damaged
     */
    public Optional<Block> block(Sending sending, long from) throws IOException {
        long arrived = arrived(sending);
        var path = folder.sent(sending.id());
        if (path.isEmpty() || from < 0 || from >= arrived || from % STEP != 0) {
            return Optional.empty();
        }
        var part = SentPart.open(path.get(), sending, keys.of(sending.compartment()));
        return part.isEmpty() ? Optional.empty() : block(part.get(), from, Math.min(arrived, from + BLOCK));
    }

    private static Optional<Block> block(SentPart part, long from, long end) throws IOException {
        var digest = Sha256.digest();
        try {
            for (long at = from; at < end; at += STEP) {
                var segment = part.segment(at / STEP);
                if (segment.isEmpty()) {
                    return Optional.empty();
                }
                digest.update(segment.get());
            }
        } finally {
            part.leave();
        }
        return Optional.of(new Block(end - from, Sha256.of(digest.digest())));
    }

    /** Ends a sending of the actor with the caller's transaction; what has come of it goes once that is committed. */
    @Transactional
    public void cancel(FileId id) {
        TransactionSynchronizationManager.registerSynchronization(Fate.ofEnded(id, this::forget));
        rows.delete(id);
    }

    /** What has come into a compartment goes with the caller's transaction, in which the database ends what is being sent. */
    void endIn(CompartmentId compartment) {
        for (var sending : rows.in(compartment)) {
            TransactionSynchronizationManager.registerSynchronization(Fate.ofEnded(sending.id(), this::forget));
        }
    }

    /**
     * Clears away what nobody went on with in time and what the database ended, and lays to rest what is not being sent to.
     *
     * @param unused how long a sending stays open without anything coming
     */
    void clear(Duration unused) throws IOException {
        rows.endLeft(clock.instant());
        var lying = folder.sendings();
        var alive = lying.isEmpty() ? Set.<FileId>of() : rows.alive(lying);
        for (var id : lying) {
            if (!alive.contains(id)) {
                forget(id);
            }
        }
        open.rest(unused);
    }

    private void keep(FileId id, Duration kept) {
        rows.keep(id, clock.instant().plus(kept));
    }

    private <R> Taken<R> whole(FileId id, Function<StoredFile, R> record) throws IOException {
        return open.held(id, () -> rows.own(id), receiving -> {
            var sealed = receiving.sealed();
            folder.arrive(id);
            try {
                return new Taken.Whole<>(recorded(id, sealed, record));
            } catch (CannotCreateTransactionException noDatabase) {
                folder.reclaim(id);
                throw noDatabase;
            }
        });
    }

    @SuppressWarnings("NullAway") // gives what the record gives, which is never null
    private <R> R recorded(FileId id, Sealing.Sealed sealed, Function<StoredFile, R> record) {
        return transaction.execute(_ -> {
            TransactionSynchronizationManager.registerSynchronization(Fate.ofArrived(folder, id, open::end));
            var sending = rows.own(id); // whoever was taken out while sending has sent nothing
            var file = new StoredFile(
                    id,
                    sending.compartment(),
                    sealed.size(),
                    sealed.hash(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            files.insert(file);
            var recorded = record.apply(file);
            rows.delete(id);
            return recorded;
        });
    }

    private void forget(FileId id) {
        open.end(id);
        try {
            folder.forget(id);
        } catch (IOException left) {
            LOG.warn("What came of sending {} lies there until it is cleared away: {}", id, left.toString());
        }
    }
}
