package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * A sending that this program has open: takes in what comes, whole segments only, and knows the hash of all there is.
 *
 * <p>A segment is sealed once. What was sealed and may not have reached the disk as it was, because the program died or the
 * disk was full, is never sealed again under the same key: whatever is whole is then poured into a fresh file.
 *
 * <p>Nothing waits for a sender. Whoever comes later takes the turn, and whoever had it before writes nothing more.
 */
final class Receiving {

    /** After so many segments what has come is brought to the disk, whether or not the sender pauses: 16 MiB. */
    private static final int AT_ONCE = 256;

    private final Sending sending;
    private final Segments segments;
    private final FileChannel disk;
    private final MessageDigest digest;
    private long number;
    private int turn;
    private boolean closed;
    private long usedAt = System.nanoTime();

    private Receiving(Sending sending, Segments segments, FileChannel disk, MessageDigest digest, long number) {
        this.sending = sending;
        this.segments = segments;
        this.disk = disk;
        this.digest = digest;
        this.number = number;
    }

    /** What is done now and then while much comes; a failure ends the taking in. */
    interface Meanwhile {
        void run() throws IOException;
    }

    /** Opens a sending from what lies in the folder, reading all of it. */
    static Receiving open(VaultFolder folder, Sending sending, SecretKey key) throws IOException {
        boolean rested = folder.wake(sending.id());
        var path = folder.sent(sending.id());
        var part =
                path.isEmpty() ? null : SentPart.open(path.get(), sending, key).orElse(null);
        if (part == null) {
            return poured(folder, sending, key, null);
        }
        try {
            return rested ? goneOn(folder, sending, key, part) : poured(folder, sending, key, part);
        } finally {
            part.leave();
        }
    }

    /** In the same file, where it is as it was laid to rest. */
    private static Receiving goneOn(VaultFolder folder, Sending sending, SecretKey key, SentPart part)
            throws IOException {
        var digest = Sha256.digest();
        long number = 0;
        for (var some = part.segment(0); some.isPresent(); some = part.segment(number)) {
            digest.update(some.get());
            number++;
        }
        return part.endsAfter(number)
                ? new Receiving(sending, part.segments(), part.keep(Segments.place(number)), digest, number)
                : poured(folder, sending, key, part);
    }

    private static Receiving poured(VaultFolder folder, Sending sending, SecretKey key, @Nullable SentPart part)
            throws IOException {
        return folder.begin(sending.id(), disk -> {
            var salt = Sealing.salt();
            var segments = Segments.of(key, salt, sending.compartment(), sending.id());
            Sealing.toDisk(disk, Segments.MAGIC);
            Sealing.toDisk(disk, salt);
            var fresh = new Receiving(sending, segments, disk, Sha256.digest(), 0);
            if (part != null) {
                for (var some = part.segment(0); some.isPresent(); some = part.segment(fresh.number)) {
                    fresh.seal(some.get(), some.get().length);
                }
            }
            return fresh;
        });
    }

    /** Whose turn it is to send. */
    private record Turn(int turn, long number) {}

    /** How much of it has come. */
    synchronized long arrived() {
        return sending.within(number);
    }

    synchronized boolean complete() {
        return number == Segments.count(sending.size());
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized boolean unusedFor(Duration time) {
        return System.nanoTime() - usedAt >= time.toNanos();
    }

    /**
     * Takes in what comes until it ends, breaks off, or is all there is.
     *
     * @param from the place in the content at which it goes on
     * @return false when that is not where it goes on, or when somebody else went on meanwhile
     * @throws TooLarge when more comes than was said; the last segment is not taken then
     * @throws StorageFailed when the disk takes no more; this is closed then
     * @throws IOException when the content breaks off
     */
    boolean takeIn(long from, InputStream content, Meanwhile meanwhile) throws IOException {
        var turn = turn(from);
        if (turn.isEmpty()) {
            return false;
        }
        var mine = turn.get();
        var segment = new byte[Segments.CONTENT];
        long count = Segments.count(sending.size());
        for (long next = mine.number(); next < count; next++) {
            int wanted = Segments.length(next, sending.size());
            if (content.readNBytes(segment, 0, wanted) < wanted) {
                return true;
            }
            if (next == count - 1) {
                requireEnd(content);
            }
            if (!seal(mine.turn(), segment, wanted)) {
                return false;
            }
            if (next % AT_ONCE == AT_ONCE - 1) {
                acknowledged();
                meanwhile.run();
            }
        }
        requireEnd(content);
        return true;
    }

    /** How much of it has come, once that is on the disk. */
    long acknowledged() throws StorageFailed {
        long whole = arrived();
        try {
            disk.force(true);
        } catch (ClosedChannelException _) {
            // Whoever closed it knew why: it is at rest, has ended, or is damaged and read again before it goes on.
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
        return whole;
    }

    /** What all of it is. */
    synchronized Sealing.Sealed sealed() {
        if (!complete()) {
            throw new IllegalStateException("there is more to come");
        }
        try {
            return new Sealing.Sealed(sending.size(), Sha256.of(((MessageDigest) digest.clone()).digest()));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whoever has the turn writes nothing more. */
    synchronized void close() {
        closed = true;
        try {
            disk.close();
        } catch (IOException _) {
            // What was acknowledged was forced before, and nothing else was promised.
        }
    }

    private synchronized Optional<Turn> turn(long from) {
        if (closed || from != arrived()) {
            return Optional.empty();
        }
        turn++;
        usedAt = System.nanoTime();
        return Optional.of(new Turn(turn, number));
    }

    private synchronized boolean seal(int mine, byte[] content, int length) throws StorageFailed {
        if (closed || turn != mine) {
            return false;
        }
        seal(content, length);
        usedAt = System.nanoTime();
        return true;
    }

    private synchronized void seal(byte[] content, int length) throws StorageFailed {
        try {
            boolean last = number == Segments.count(sending.size()) - 1;
            Sealing.toDisk(disk, segments.seal(number, last, content, length));
        } catch (StorageFailed failure) {
            close();
            throw failure;
        }
        digest.update(content, 0, length);
        number++;
    }

    private void requireEnd(InputStream content) throws IOException {
        if (content.read() >= 0) {
            throw new TooLarge(sending.size());
        }
    }
}
