package de.komcert.app.incident;

/** What people type, made storable without losing any of it: no NUL, no stray control characters, bounded in length. */
public final class Typed {

    /** The longest line, in characters. */
    public static final int LINE = 500;

    /** The longest text, in characters. */
    public static final int TEXT = 50_000;

    private Typed() {}

    /** One line. */
    static String line(String typed) {
        return cut(typed.replaceAll("\\p{Cntrl}+", " ").strip(), LINE);
    }

    /** Several lines. */
    static String text(String typed) {
        return cut(typed.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " "), TEXT);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
