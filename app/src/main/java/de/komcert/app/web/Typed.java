package de.komcert.app.web;

/**
 * What people type, made storable without losing any of it: no NUL, no stray control characters, no half
 * signs. What is too long is refused, never cut.
 */
public final class Typed {

    /** The longest line, in characters. */
    public static final int LINE = 500;

    /** The longest text, in characters. */
    public static final int TEXT = 50_000;

    private static final int QUOTED = 20;

    private Typed() {}

    /** One line. */
    public static String line(String typed) {
        return bounded(whole(typed).replaceAll("\\p{Cntrl}+", " ").strip(), LINE);
    }

    /** Several lines. */
    public static String text(String typed) {
        return bounded(whole(typed).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " "), TEXT);
    }

    /** Half of a sign that takes two units is no text: neither the database nor the chain could give it back. */
    private static String whole(String typed) {
        return typed.replaceAll("\\p{Cs}", "\uFFFD");
    }

    private static String bounded(String text, int length) {
        if (text.length() > length) {
            throw new Refusal(
                    "typed.tooLong",
                    length,
                    text.length() - length,
                    text.substring(0, text.offsetByCodePoints(0, QUOTED)));
        }
        return text;
    }
}
