package de.komcert.app.forensics.timeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes out what {@link Packing} has put one after the other. */
record Unpacking(ByteBuffer bytes) {

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    static Unpacking of(byte[] bytes) {
        return new Unpacking(ByteBuffer.wrap(bytes));
    }

    boolean isEnd() {
        return !bytes.hasRemaining();
    }

    int one() {
        return Byte.toUnsignedInt(bytes.get());
    }

    long number() {
        long value = 0;
        int next;
        int bits = 0;
        do {
            next = one();
            value |= (long) (next & MORE - 1) << bits;
            bits += BITS;
        } while ((next & MORE) != 0);
        return value >>> 1 ^ -(value & 1);
    }

    long fixed() {
        return bytes.getLong();
    }

    String text() {
        return text((int) number());
    }

    /** What is left, up to that place. */
    String textUntil(int end) {
        return text(end - bytes.position());
    }

    private String text(int length) {
        var text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
