package de.komcert.cli.words;

import java.util.Locale;

/** Text from a log or a rule on a terminal: nothing in it moves the cursor, changes colours or turns the direction. */
public final class Plain {

    private Plain() {}

    /** A sentence with numbers as they are written in German, on every machine. */
    public static String line(String format, Object... values) {
        return String.format(Locale.GERMANY, format, values);
    }

    public static String text(String text) {
        if (text.chars().noneMatch(Plain::isDangerous)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(isDangerous(c) ? '\ufffd' : (char) c));
        return plain.toString();
    }

    /** The same, with ends of lines and tabs as they are. */
    public static String lines(String text) {
        if (text.chars().noneMatch(Plain::isDangerous)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(isDangerous(c) && c != '\n' && c != '\t' ? '\ufffd' : (char) c));
        return plain.toString();
    }

    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || c >= 0x200e && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
