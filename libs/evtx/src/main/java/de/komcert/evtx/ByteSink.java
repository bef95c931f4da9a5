package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written: ASCII, numbers, and text on its way from UTF-16 to UTF-8. Grows, and is used again. */
final class ByteSink {

    private static final long NOT_ASCII = 0xff80_ff80_ff80_ff80L;
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_OF_EACH = 0x8080_8080_8080_8080L;
    /** Both digits of a number below 100, and of a byte in hexadecimal digits, as they lie in memory. */
    private static final short[] DECIMAL_PAIRS = pairs(100, 10, "0123456789");

    private static final short[] HEX_PAIRS = pairs(256, 16, "0123456789abcdef");
    private static final short[] UPPER_HEX_PAIRS = pairs(256, 16, "0123456789ABCDEF");

    /** By ASCII character: a backslash and what follows it, where JSON has such an escape. */
    private static final short[] SHORT_ESCAPES = shortEscapes("\"\"\\\\\nn\rr\tt");

    byte[] bytes;
    int length;

    private static short[] shortEscapes(String charactersAndLetters) {
        var escapes = new short[128];
        for (int i = 0; i < charactersAndLetters.length(); i += 2) {
            escapes[charactersAndLetters.charAt(i)] = (short) (charactersAndLetters.charAt(i + 1) << 8 | '\\');
        }
        return escapes;
    }

    private static short[] pairs(int count, int base, String digits) {
        var pairs = new short[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = (short) (digits.charAt(i % base) << 8 | digits.charAt(i / base));
        }
        return pairs;
    }

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    void ascii(int c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    void raw(byte[] source) {
        raw(source, 0, source.length);
    }

    void raw(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Copies eight bytes at once, so that up to seven more are read, and are written over by what follows. */
    void eights(byte[] source, int from, int count) {
        ensure(count + 7);
        for (int i = 0; i < count; i += 8) {
            LittleEndian.put64(bytes, length + i, LittleEndian.i64(source, from + i));
        }
        length += count;
    }

    void utf8(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A two-byte number as the format stores them. */
    void u16(int value) {
        ensure(2);
        bytes[length++] = (byte) value;
        bytes[length++] = (byte) (value >>> 8);
    }

    void unsigned(long value) {
        if (value >= 0) {
            decimal(value);
        } else {
            utf8(Long.toUnsignedString(value));
        }
    }

    void decimal(long value) {
        if (value >= 0 && value < 10) {
            ascii('0' + (int) value);
        } else if (value == Long.MIN_VALUE) {
            utf8(Long.toString(value));
        } else if (value < 0) {
            ascii('-');
            decimal(-value);
        } else {
            int digits = 2;
            for (long limit = 100; digits < 19 && value >= limit; limit *= 10) {
                digits++;
            }
            padded(value, digits);
        }
    }

    /** The lowest {@code digits} decimal digits, with zeros in front. Two at once, since a division is slow. */
    void padded(long value, int digits) {
        ensure(digits);
        int at = length + digits;
        length = at;
        int left = digits;
        while (value > Integer.MAX_VALUE && left > 1) {
            long rest = value / 100;
            at -= 2;
            LittleEndian.put16(bytes, at, DECIMAL_PAIRS[(int) (value - rest * 100)]);
            value = rest;
            left -= 2;
        }
        int small = (int) value;
        while (left > 1) {
            int rest = small / 100;
            at -= 2;
            LittleEndian.put16(bytes, at, DECIMAL_PAIRS[small - rest * 100]);
            small = rest;
            left -= 2;
        }
        if (left == 1) {
            bytes[at - 1] = (byte) ('0' + small % 10);
        }
    }

    /** In hexadecimal digits, without zeros in front. */
    void hex(long value) {
        hex(value, Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4));
    }

    void hex(long value, int digits) {
        ensure(digits);
        int shift = (digits - 1) * 4;
        if ((digits & 1) != 0) {
            bytes[length++] = (byte) (HEX_PAIRS[(int) (value >>> shift) & 0xf] >>> 8);
            shift -= 4;
        }
        for (shift -= 4; shift >= 0; shift -= 8) {
            LittleEndian.put16(bytes, length, HEX_PAIRS[(int) (value >>> shift) & 0xff]);
            length += 2;
        }
    }

    void hexBytes(byte[] source, int from, int count) {
        ensure(Math.multiplyExact(count, 2));
        for (int at = from; at < from + count; at++) {
            LittleEndian.put16(bytes, length, UPPER_HEX_PAIRS[source[at] & 0xff]);
            length += 2;
        }
    }

    /** UTF-16 text from {@code from} to {@code end}. Characters that stand for themselves are the usual case. */
    void text(Escape escape, byte[] source, int from, int end) {
        ensure(Math.addExact(Math.multiplyExact((end - from) / 2, 6), 8));
        int at = from;
        while (at + 2 <= end) {
            at = plain(escape.special, source, at, end);
            if (at + 2 <= end) {
                int c = LittleEndian.u16(source, at);
                at += 2;
                boolean pair = isPair(c, source, at, end);
                character(escape, c, pair ? LittleEndian.u16(source, at) : 0);
                at += pair ? 2 : 0;
            }
        }
    }

    /** UTF-16 text as a JSON string. Eight characters are looked at at once, also where fewer are left. */
    void quoted(byte[] source, int from, int end) {
        int last = end - (end - from & 1);
        ensure(Math.addExact(Math.multiplyExact((last - from) / 2, 6), 16));
        byte[] target = bytes;
        int out = length;
        target[out++] = '"';
        int at = from;
        while (at < last) {
            int plain = 0;
            if (at + 16 <= source.length) {
                long low = LittleEndian.i64(source, at);
                long high = LittleEndian.i64(source, at + 8);
                int count = Math.min(8, (last - at) / 2);
                if (((low | high) & NOT_ASCII) != 0) {
                    count = Math.min(count, asciiUnits(low, high));
                }
                long eight = packed(low) | packed(high) << 32;
                LittleEndian.put64(target, out, eight);
                plain = Math.min(count, Long.numberOfTrailingZeros(specialInJson(eight)) / 8);
            }
            at += plain * 2;
            out += plain;
            if (plain < 8 && at < last) {
                int c = LittleEndian.u16(source, at);
                if (c < 0x80 && SHORT_ESCAPES[c] != 0) {
                    do { // they come in rows: a line break and tabulators
                        LittleEndian.put16(target, out, SHORT_ESCAPES[c]);
                        at += 2;
                        out += 2;
                        c = at < last ? LittleEndian.u16(source, at) : 0;
                    } while (c < 0x80 && SHORT_ESCAPES[c] != 0);
                } else {
                    at += 2;
                    boolean pair = isPair(c, source, at, last);
                    length = out;
                    character(Escape.JSON, c, pair ? LittleEndian.u16(source, at) : 0);
                    out = length;
                    at += pair ? 2 : 0;
                }
            }
        }
        target[out++] = '"';
        length = out;
    }

    /** How many of eight UTF-16 units before the first that is not ASCII. */
    private static int asciiUnits(long low, long high) {
        long first = low & NOT_ASCII;
        return first != 0
                ? Long.numberOfTrailingZeros(first) / 16
                : 4 + Long.numberOfTrailingZeros(high & NOT_ASCII) / 16;
    }

    /** Four UTF-16 units as four bytes; a unit beyond ASCII spoils itself and those behind it. */
    private static long packed(long four) {
        long pairs = four | four >>> 8;
        return pairs & 0xffff | pairs >>> 16 & 0xffff_0000L;
    }

    /** The lowest bit that is set lies in the first of eight ASCII characters that JSON has to escape. */
    private static long specialInJson(long eight) {
        long quotes = (eight ^ EACH * '"') - EACH;
        long backslashes = (eight ^ EACH * '\\') - EACH;
        long controls = eight - EACH * ' ';
        return (quotes | backslashes | controls) & HIGHEST_OF_EACH;
    }

    /** Copies ASCII up to the first character that needs a closer look, four at once as far as possible. */
    private int plain(byte[] special, byte[] source, int from, int end) {
        byte[] target = bytes;
        int out = length;
        int at = from;
        for (int last = end - 8; at <= last; at += 8) {
            long four = LittleEndian.i64(source, at);
            if ((four & NOT_ASCII) != 0
                    || (special[(int) four & 0x7f]
                                    | special[(int) (four >>> 16) & 0x7f]
                                    | special[(int) (four >>> 32) & 0x7f]
                                    | special[(int) (four >>> 48) & 0x7f])
                            != 0) {
                break;
            }
            long pairs = four | four >>> 8;
            LittleEndian.put32(target, out, (int) (pairs & 0xffff) | (int) (pairs >>> 16 & 0xffff_0000L));
            out += 4;
        }
        while (at + 2 <= end) {
            int c = LittleEndian.u16(source, at);
            if (c >= 0x80 || special[c] != 0) {
                break;
            }
            target[out++] = (byte) c;
            at += 2;
        }
        length = out;
        return at;
    }

    private static boolean isPair(int c, byte[] source, int next, int end) {
        return (c & 0xfc00) == 0xd800 && next + 2 <= end && (LittleEndian.u16(source, next) & 0xfc00) == 0xdc00;
    }

    /** One UTF-16 unit, or two where {@code low} is not zero. */
    void character(Escape escape, int c, int low) {
        ensure(6);
        if (c >= 0x80) {
            length = beyondAscii(escape, c, low, bytes, length);
        } else if (escape.special[c] == 0) {
            bytes[length++] = (byte) c;
        } else {
            length = copy(escape.ascii[c], bytes, length);
        }
    }

    private static int copy(byte[] replacement, byte[] target, int out) {
        System.arraycopy(replacement, 0, target, out, replacement.length);
        return out + replacement.length;
    }

    private static int beyondAscii(Escape escape, int c, int low, byte[] target, int out) {
        if (c < 0x800) {
            target[out++] = (byte) (0xc0 | c >>> 6);
        } else if (low != 0) {
            int point = 0x10000 + ((c & 0x3ff) << 10 | low & 0x3ff);
            target[out++] = (byte) (0xf0 | point >>> 18);
            target[out++] = (byte) (0x80 | point >>> 12 & 0x3f);
            target[out++] = (byte) (0x80 | point >>> 6 & 0x3f);
            c = point;
        } else if ((c & 0xf800) == 0xd800 || (c >= 0xfffe && escape != Escape.JSON)) {
            return copy(escape.of(c).getBytes(StandardCharsets.UTF_8), target, out);
        } else {
            target[out++] = (byte) (0xe0 | c >>> 12);
            target[out++] = (byte) (0x80 | c >>> 6 & 0x3f);
        }
        target[out++] = (byte) (0x80 | c & 0x3f);
        return out;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
