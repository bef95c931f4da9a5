package de.komcert.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is packed as a whole: a rotated log, or a tar archive. */
enum Packing {
    GZIP("\u001f\u008b", Finding.Kind.GZIP_DATA, Finding.Kind.GZIP_BOMB) {
        @Override
        InputStream open(InputStream packed, Runnable beforeMuch) throws IOException {
            return new GZIPInputStream(packed, BLOCK);
        }

        @Override
        InputStream beginning(byte[] head) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(head));
        }

        @Override
        int read(InputStream plain, byte[] into, int offset, int length) throws IOException {
            return plain.read(into, offset, length);
        }
    },

    XZ("\u00fd7zXZ\0", Finding.Kind.XZ_DATA, Finding.Kind.XZ_BOMB) {
        @Override
        InputStream open(InputStream packed, Runnable beforeMuch) throws IOException {
            return new XZInputStream(new BufferedInputStream(packed, BLOCK), MOST_KIB, new Room(beforeMuch));
        }

        /**
         * Leaves out what stands before the data, and with it how much memory they ask for: what is looked at needs little.
         * The decoder wants each chunk whole, up to 64 KiB. What is not in the head are zeros, to which it comes last.
         */
        @Override
        InputStream beginning(byte[] head) {
            boolean hasBlock = head.length > STREAM_HEADER + 1 && head[STREAM_HEADER] != 0;
            boolean hasOtherFilters = hasBlock && (head[STREAM_HEADER + 1] & 3) != 0;
            int data = hasBlock ? STREAM_HEADER + ((head[STREAM_HEADER] & 0xff) + 1) * 4 : 0;
            if (!hasBlock || hasOtherFilters || data >= head.length) {
                return InputStream.nullInputStream();
            }
            return new LZMA2InputStream(
                    new SequenceInputStream(
                            new ByteArrayInputStream(head, data, head.length - data),
                            new ByteArrayInputStream(new byte[2 * BLOCK])),
                    BLOCK);
        }

        /** Never more than a chunk: a damaged one would take along what was read of the chunk before. */
        @Override
        int read(InputStream plain, byte[] into, int offset, int length) throws IOException {
            return plain.read(into, offset, Math.min(length, Math.max(1, plain.available())));
        }
    };

    static final int LONGEST_MARK = 6;

    private static final int BLOCK = 1 << 16;
    private static final int STREAM_HEADER = 12;
    /** What {@code xz -9} asks for, and nothing in xz asks for more unless somebody wants it to. */
    private static final int MOST_KIB = 66 << 10;
    /** What {@code xz} asks for unless it is told otherwise. */
    private static final int LITTLE = 8 << 20;

    private final byte[] mark;
    private final Finding.Kind data;
    private final Finding.Kind bomb;

    Packing(String mark, Finding.Kind data, Finding.Kind bomb) {
        this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
        this.data = data;
        this.bomb = bomb;
    }

    /** How something is packed that begins so; null where it is not. */
    static @Nullable Packing of(byte[] head) {
        for (var packing : values()) {
            byte[] mark = packing.mark;
            if (head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length)) {
                return packing;
            }
        }
        return null;
    }

    /** The beginning of something, unpacked as far as it goes where it is packed. */
    static byte[] head(byte[] head) {
        var packing = of(head);
        if (packing == null) {
            return head;
        }
        var plain = new byte[Collection.HEAD];
        int count = 0;
        try (var in = packing.beginning(head)) {
            for (int read = 0; read >= 0 && count < plain.length; ) {
                count += read;
                read = packing.read(in, plain, count, plain.length - count);
            }
        } catch (IOException brokenOff) {
            // The rest of it is not in the head.
        }
        return Arrays.copyOf(plain, count);
    }

    /** What becomes of damage in it. */
    Finding.Kind data() {
        return data;
    }

    /** What becomes of growth beyond measure. */
    Finding.Kind bomb() {
        return bomb;
    }

    /**
     * Begins to unpack.
     *
     * @param beforeMuch is run before much memory is taken, and may wait
     */
    abstract InputStream open(InputStream packed, Runnable beforeMuch) throws IOException;

    /** What its first bytes are unpacked to, in little memory. */
    abstract InputStream beginning(byte[] head) throws IOException;

    /** Reads on, at most so much that damage costs nothing which stands before it. */
    abstract int read(InputStream plain, byte[] into, int offset, int length) throws IOException;

    /** Where memory for unpacking comes from. */
    private static final class Room extends ArrayCache {
        private final Runnable beforeMuch;

        Room(Runnable beforeMuch) {
            this.beforeMuch = beforeMuch;
        }

        @Override
        public byte[] getByteArray(int size, boolean fillWithZeros) {
            if (size > LITTLE) {
                beforeMuch.run();
            }
            return new byte[size];
        }
    }
}
