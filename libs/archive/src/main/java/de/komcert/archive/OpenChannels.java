package de.komcert.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Bytes of a channel that is for one thread: it is opened as often as threads read at once. */
final class OpenChannels implements Bytes, AutoCloseable {

    private final Collection.Opening opening;
    private final Queue<SeekableByteChannel> idle = new ConcurrentLinkedQueue<>();
    private final long size;
    private volatile boolean isClosed;

    OpenChannels(Collection.Opening opening) throws IOException {
        this.opening = opening;
        var first = opening.open();
        idle.add(first);
        try {
            this.size = first.size();
        } catch (IOException | RuntimeException failed) {
            first.close();
            throw failed;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return 0;
        }
        var known = idle.poll();
        var channel = known == null ? opening.open() : known;
        boolean isSound = false;
        try {
            channel.position(position);
            var buffer = ByteBuffer.wrap(into, offset, length);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            isSound = true;
            return buffer.position() - offset;
        } finally {
            if (isSound && !isClosed) {
                idle.add(channel);
            } else {
                channel.close();
            }
        }
    }

    /** To be called when nobody reads any more. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        for (var channel = idle.poll(); channel != null; channel = idle.poll()) {
            channel.close();
        }
    }
}
