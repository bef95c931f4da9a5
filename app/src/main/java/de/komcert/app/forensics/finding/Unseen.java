package de.komcert.app.forensics.finding;

import java.util.Locale;
import java.util.regex.Pattern;

/** What stands in logs, with everything in sight: what draws nothing, or turns the direction of what follows, written out. */
public final class Unseen {

    private static final Pattern CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]");
    private static final Pattern BUT_LINES = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}&&[^\n\t\r]]");

    private Unseen() {}

    /** A value in a sentence: no part of it begins a new line. */
    public static String written(String value) {
        return written(CHARACTERS, value);
    }

    /** A value that stands by itself and may have lines. */
    public static String writtenInLines(String value) {
        return written(BUT_LINES, value);
    }

    private static String written(Pattern unseen, String value) {
        return unseen.matcher(value)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\u27E8U+%04X\u27E9", found.group().codePointAt(0)));
    }
}
