package de.komcert.evtx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/** Reads a channel at any position into an array. Several readers may share a channel. */
record ByteSource(SeekableByteChannel channel) {

    /** Fills the array from its beginning as far as the channel reaches, and tells how far that is. */
    int read(long position, byte[] into, int length) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, length);
        if (channel instanceof FileChannel file) {
            while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
        } else {
            synchronized (channel) {
                channel.position(position);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            }
        }
        return buffer.position();
    }

    long size() throws IOException {
        return channel.size();
    }
}
