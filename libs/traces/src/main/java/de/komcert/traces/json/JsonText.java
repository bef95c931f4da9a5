package de.komcert.traces.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The inside of a JSON string that is known to be proper: UTF-8 with escapes. */
final class JsonText {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_OF_EACH = 0x8080_8080_8080_8080L;

    private JsonText() {}

    /** Writes its characters and gives the place behind the last; as many places are written over as it has bytes. */
    static int decode(byte[] bytes, int from, int to, char[] into, int start) {
        int out = start;
        int at = from;
        while (at < to) {
            if (at + 8 <= to) {
                long eight = (long) LONG.get(bytes, at);
                long special = ((eight ^ EACH * '\\') - EACH | eight) & HIGHEST_OF_EACH;
                widen(eight, into, out);
                if (special == 0) {
                    at += 8;
                    out += 8;
                    continue;
                }
                int plain = Long.numberOfTrailingZeros(special) / 8;
                at += plain;
                out += plain;
            }
            int c = bytes[at++];
            if (c == '\\') {
                int kind = bytes[at++];
                into[out++] = switch (kind) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> (char) hex(bytes, at);
                    default -> (char) kind; // quotation mark, stroke, backslash
                };
                at += kind == 'u' ? 4 : 0;
            } else if (c >= 0) {
                into[out++] = (char) c;
            } else if (c < (byte) 0xe0) {
                into[out++] = (char) ((c & 0x1f) << 6 | bytes[at++] & 0x3f);
            } else if (c < (byte) 0xf0) {
                into[out++] = (char) ((c & 0x0f) << 12 | (bytes[at] & 0x3f) << 6 | bytes[at + 1] & 0x3f);
                at += 2;
            } else {
                int point = (c & 0x07) << 18
                        | (bytes[at] & 0x3f) << 12
                        | (bytes[at + 1] & 0x3f) << 6
                        | bytes[at + 2] & 0x3f;
                into[out++] = Character.highSurrogate(point);
                into[out++] = Character.lowSurrogate(point);
                at += 3;
            }
        }
        return out;
    }

    /** Eight bytes of ASCII as characters. */
    private static void widen(long eight, char[] into, int out) {
        into[out] = (char) (eight & 0xff);
        into[out + 1] = (char) (eight >>> 8 & 0xff);
        into[out + 2] = (char) (eight >>> 16 & 0xff);
        into[out + 3] = (char) (eight >>> 24 & 0xff);
        into[out + 4] = (char) (eight >>> 32 & 0xff);
        into[out + 5] = (char) (eight >>> 40 & 0xff);
        into[out + 6] = (char) (eight >>> 48 & 0xff);
        into[out + 7] = (char) (eight >>> 56);
    }

    private static int hex(byte[] bytes, int at) {
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            number = number << 4 | Character.digit(bytes[i], 16);
        }
        return number;
    }
}
