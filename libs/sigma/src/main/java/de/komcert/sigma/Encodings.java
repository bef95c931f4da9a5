package de.komcert.sigma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** The texts under which a text hides in encoded form. Bytes are carried as characters from 0 to 255. */
final class Encodings {

    private static final int[] FIRST_SAFE = {0, 2, 3};
    private static final int[] UNSAFE_AT_END = {0, 3, 2};

    private Encodings() {}

    static String utf16le(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_16LE));
    }

    static String utf16be(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** Little-endian with the byte order mark in front. */
    static String utf16(String text) {
        return "\u00ff\u00fe" + utf16le(text);
    }

    private static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** @param encoded whether {@code text} already stands for bytes; else its UTF-8 form is encoded */
    static String base64(String text, boolean encoded) {
        return Base64.getEncoder().encodeToString(toBytes(text, encoded));
    }

    /**
     * The three texts of which one stands in the Base64 form of any text that contains {@code text}: shifted by zero,
     * one and two bytes, without the characters at both ends that depend on the neighbours.
     */
    static List<String> base64Offsets(String text, boolean encoded) {
        byte[] bytes = toBytes(text, encoded);
        return IntStream.range(0, 3)
                .mapToObj(shift -> {
                    byte[] shifted = new byte[bytes.length + shift];
                    Arrays.fill(shifted, (byte) ' ');
                    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
                    var base64 = Base64.getEncoder().encodeToString(shifted);
                    int end = base64.length() - UNSAFE_AT_END[shifted.length % 3];
                    return base64.substring(FIRST_SAFE[shift], Math.max(FIRST_SAFE[shift], end));
                })
                .filter(shift -> !shift.isEmpty())
                .distinct()
                .toList();
    }

    private static byte[] toBytes(String text, boolean encoded) {
        return text.getBytes(encoded ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
