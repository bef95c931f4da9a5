package de.komcert.app.incident;

import de.komcert.app.web.Refusal;

/**
 * What people type, made storable without losing any of it: no NUL, no stray control characters, no half signs. What is
 * longer than there is room for is refused and never cut, so that its writer knows.
 */
final class Typed {

    private static final int LINE = 500;
    private static final int TEXT = 50_000;

    private Typed() {}

    /** One line. */
    static String line(String typed) {
        return fitting(whole(typed).replaceAll("\\p{Cntrl}+", " ").strip(), LINE);
    }

    /** Several lines. */
    static String text(String typed) {
        return fitting(whole(typed).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " "), TEXT);
    }

    /** Half of a sign that takes two units is no text: neither the database nor the chain could give it back. */
    private static String whole(String typed) {
        return typed.replaceAll("\\p{Cs}", "\uFFFD");
    }

    private static String fitting(String text, int longest) {
        if (text.length() > longest) {
            throw new Refusal("typed.tooLong", longest, text.length());
        }
        return text;
    }
}
