package de.komcert.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Bytes as a channel. For one thread. */
final class BytesChannel implements SeekableByteChannel {

    private final Bytes bytes;
    private long position;

    BytesChannel(Bytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        int count;
        if (into.hasArray()) {
            count = bytes.read(position, into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + count);
        } else {
            var copy = new byte[into.remaining()];
            count = bytes.read(position, copy, 0, copy.length);
            into.put(copy, 0, count);
        }
        position += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long other) {
        position = other;
        return this;
    }

    @Override
    public long size() throws IOException {
        return bytes.size();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // The bytes belong to whoever opened them.
    }
}
