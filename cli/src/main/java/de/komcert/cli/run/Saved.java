package de.komcert.cli.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import de.komcert.logs.Counting;
import de.komcert.logs.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found so far, in a file, so that one that breaks off goes on where it was. Each part of the input ends
 * with a checksum over what it brought; what follows the last one that fits was not finished and is read again. The
 * result is made of all of it from the beginning, and so has the same bytes as that of a run without a break.
 */
public final class Saved implements AutoCloseable {

    private static final String NAME = "komcert-lauf.bin";
    private static final byte[] MAGIC = {'K', 'o', 'm', 'R', 'u', 'n', '0', '3'};
    /** A power cut costs so many parts at most; a kill costs the part that is being read. */
    private static final int PARTS_UNTIL_FORCED = 32;

    private static final int BUFFER = 1 << 16;

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final ItemCodec codec;
    private final CRC32 checksum = new CRC32();
    private final DataOutputStream out;
    private int parts;
    private long end;

    private Saved(@Nullable Path file, @Nullable FileChannel channel, ItemCodec codec) {
        this.file = file;
        this.channel = channel;
        this.codec = codec;
        var target = channel == null ? OutputStream.nullOutputStream() : Channels.newOutputStream(channel);
        this.out = new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(target, BUFFER), checksum));
    }

    /** Keeps nothing. */
    static Saved nothing() {
        return new Saved(null, null, new ItemCodec(List.of()));
    }

    /**
     * Begins a run in a folder, or goes on with the one that lies there.
     *
     * @param course what decides over the result: the same for the same command over the same input
     * @throws Refused if something else lies there, or another run is at work
     */
    static Saved in(String folder, String course, ItemCodec codec) {
        try {
            var file = Files.createDirectories(Path.of(folder)).resolve(NAME);
            var channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OwnerOnly.at(file));
            lock(channel, folder);
            var saved = new Saved(file, channel, codec);
            try {
                saved.begin(Sha256.bytes(course));
            } catch (IOException | RuntimeException refused) {
                channel.close();
                throw refused;
            }
            return saved;
        } catch (IOException | InvalidPathException impossible) {
            throw new Refused(
                    Exit.CANNOT_CREATE,
                    "In den Ordner " + folder + " lässt sich nicht schreiben: " + impossible.getMessage());
        }
    }

    private static void lock(FileChannel channel, String folder) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException busy) {
            // As below: the lock is held by this very process.
        }
        channel.close();
        throw new Refused(Exit.CANNOT_CREATE, "Im Ordner " + folder + " arbeitet gerade ein anderer Lauf.");
    }

    private void begin(byte[] course) throws IOException {
        var at = channel;
        if (at == null) {
            return;
        }
        int head = MAGIC.length + course.length;
        if (at.size() >= head) {
            var in = Channels.newInputStream(at.position(0));
            boolean isOurs = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
            if (!isOurs || !Arrays.equals(in.readNBytes(course.length), course)) {
                throw new Refused(
                        Exit.USAGE,
                        "In " + file
                                + " liegt ein angefangener Lauf mit anderen Dateien, Regeln oder Angaben: nennen Sie"
                                + " einen anderen Ordner, oder löschen Sie diese Datei.");
            }
            end = head;
            measure();
        } else {
            at.truncate(0);
            out.write(MAGIC);
            out.write(course);
            out.flush();
            at.force(true);
            end = head;
        }
        at.truncate(end).position(end);
        checksum.reset();
    }

    /** Finds the last part that is whole. */
    private void measure() throws IOException {
        var at = channel;
        if (at == null) {
            return;
        }
        at.position(end);
        var counting = new Counting(new BufferedInputStream(Channels.newInputStream(at), BUFFER));
        var checked = new CheckedInputStream(counting, new CRC32());
        var in = new DataInputStream(checked);
        long start = end;
        try {
            while (true) {
                if (codec.read(in) instanceof Item.Read read && read.ends()) {
                    int found = (int) checked.getChecksum().getValue();
                    if (in.readInt() != found) {
                        return;
                    }
                    checked.getChecksum().reset();
                    parts++;
                    end = start + counting.count();
                }
            }
        } catch (IOException | IllegalArgumentException brokenOff) {
            // What was being written when the run broke off.
        }
    }

    /** How many parts are done. */
    int parts() {
        return parts;
    }

    /** Gives everything that the parts which are done have brought, in its order. */
    void replay(Item.Sink sink) throws IOException {
        var at = channel;
        if (at == null || parts == 0) {
            return;
        }
        at.position(MAGIC.length + 32);
        var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(at), BUFFER));
        for (int part = 0; part < parts; ) {
            var item = codec.read(in);
            sink.accept(item);
            if (item instanceof Item.Read read && read.ends()) {
                in.readInt();
                part++;
            }
        }
        at.position(end);
    }

    /** Keeps what a part brings. */
    void add(Item item) throws IOException {
        var at = channel;
        if (at == null) {
            return;
        }
        codec.write(item, out);
        if (item instanceof Item.Read read && read.ends()) {
            out.writeInt((int) checksum.getValue());
            out.flush();
            checksum.reset();
            if (++parts % PARTS_UNTIL_FORCED == 0) {
                at.force(false);
            }
        }
    }

    /** The result is written: nothing of this is needed any more. */
    public void finished() throws IOException {
        close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
