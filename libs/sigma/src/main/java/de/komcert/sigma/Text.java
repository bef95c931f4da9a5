package de.komcert.sigma;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Characters that grow at the end: where an event writes its values without making a string of each. */
public final class Text implements CharSequence {

    private char[] chars = new char[1024];
    private int length;

    /** Appends a text. */
    public void append(String text) {
        reserve(text.length());
        text.getChars(0, text.length(), chars, length);
        length += text.length();
    }

    /** Appends one character. */
    public void append(char c) {
        reserve(1);
        chars[length++] = c;
    }

    /** Appends characters from an array. */
    public void append(char[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, chars, length, count);
        length += count;
    }

    /** Appends ASCII. */
    public void appendAscii(byte[] from, int offset, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            chars[length + i] = (char) from[offset + i];
        }
        length += count;
    }

    /** Appends UTF-16 in little-endian order, as Windows writes it; {@code count} is in bytes. */
    public void appendUtf16le(byte[] from, int offset, int count) {
        int added = count / 2;
        reserve(added);
        for (int i = 0, at = offset; i < added; i++, at += 2) {
            chars[length + i] = (char) (from[at] & 0xff | from[at + 1] << 8);
        }
        length += added;
    }

    /** Appends a whole number. */
    public void append(long number) {
        if (number < 0) {
            append(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            chars[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void reserve(int more) {
        if (chars.length - length < more) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, length + more));
        }
    }

    /** Begins anew, in the same room. */
    public void clear() {
        length = 0;
    }

    /** The characters themselves; valid up to {@link #length} and until the next append. */
    char[] array() {
        return chars;
    }

    /** The same characters in a text of their own. */
    public Text copy() {
        var copy = new Text();
        copy.chars = Arrays.copyOf(chars, length);
        copy.length = length;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && Arrays.equals(chars, 0, length, text.chars, 0, text.length);
    }

    @Override
    public int hashCode() {
        return Memo.hash(chars, 0, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
