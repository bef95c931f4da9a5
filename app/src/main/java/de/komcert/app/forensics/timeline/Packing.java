package de.komcert.app.forensics.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts numbers and texts one after the other, as {@link Unpacking} takes them out. */
final class Packing {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[1 << 10];
    private int length;

    int length() {
        return length;
    }

    /** Forgets what was put so far. */
    void clear() {
        length = 0;
    }

    byte[] take() {
        var taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    void one(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** A number that is mostly small: seven bits in a byte, and whether more follow; negative ones in between. */
    void number(long value) {
        long left = value << 1 ^ value >> Long.SIZE - 1;
        while ((left & -MORE) != 0) {
            one((int) (left & MORE - 1 | MORE));
            left >>>= BITS;
        }
        one((int) left);
    }

    void fixed(long value) {
        for (int bits = Long.SIZE - Byte.SIZE; bits >= 0; bits -= Byte.SIZE) {
            one((int) (value >> bits));
        }
    }

    /** A text and its length before it. */
    void text(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        add(encoded);
    }

    void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
