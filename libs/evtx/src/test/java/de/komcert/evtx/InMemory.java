package de.komcert.evtx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Bytes as a channel that is no file, like one that is decrypted while it is read. */
class InMemory implements SeekableByteChannel {

    private final byte[] content;
    private long position;

    InMemory(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= content.length) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), content.length - position);
        into.put(content, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return content.length;
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
    public void close() {}
}
