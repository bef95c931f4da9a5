package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Bytes that can be read at any place, by several threads at once. */
public interface Bytes {

    long size() throws IOException;

    /** Reads as many bytes as are asked for; fewer only at the end, then perhaps none. */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    static Bytes of(FileChannel file) {
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                var buffer = ByteBuffer.wrap(into, offset, length);
                while (buffer.hasRemaining() && file.read(buffer, position + buffer.position() - offset) >= 0) {}
                return buffer.position() - offset;
            }
        };
    }

    static Bytes of(byte[] content) {
        return new Bytes() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) {
                int count = (int) Math.max(0, Math.min(length, content.length - position));
                if (count > 0) {
                    System.arraycopy(content, (int) position, into, offset, count);
                }
                return count;
            }
        };
    }

    /** A part of these bytes, as far as they reach. */
    default Bytes range(long from, long length) {
        var whole = this;
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return Math.max(0, Math.min(length, whole.size() - from));
            }

            @Override
            public int read(long position, byte[] into, int offset, int count) throws IOException {
                long left = length - position;
                return left <= 0 ? 0 : whole.read(from + position, into, offset, (int) Math.min(count, left));
            }
        };
    }

    /** All bytes from the beginning. */
    default InputStream stream() {
        var bytes = this;
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, into.length);
                int count = bytes.read(position, into, offset, length);
                position += count;
                return count == 0 && length > 0 ? -1 : count;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = Math.max(0, Math.min(count, bytes.size() - position));
                position += skipped;
                return skipped;
            }

            @Override
            public int available() throws IOException {
                return (int) Math.min(Integer.MAX_VALUE, bytes.size() - position);
            }
        };
    }

    /** The same bytes as a channel with a position of its own. */
    default SeekableByteChannel channel() {
        return new BytesChannel(this);
    }
}
