package de.komcert.sigma.value;

import java.util.List;

/** The characters that start an option on a Windows command line and count as one under {@code windash}. */
public final class Dashes {

    public static final List<String> ALL = List.of("-", "/", "\u2013", "\u2014", "\u2015");

    private Dashes() {}

    public static boolean isDash(char c) {
        return switch (c) {
            case '-', '/', '\u2013', '\u2014', '\u2015' -> true;
            default -> false;
        };
    }

    public static char fold(char c) {
        return isDash(c) ? '-' : c;
    }

    public static String folded(String text) {
        var chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = fold(chars[i]);
        }
        return new String(chars);
    }
}
