package de.komcert.app.forensics.finding;

import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/** What logs say, as the database takes it: no NUL, no half of a sign that takes two units, and null for no time. */
public final class Storable {

    private static final char NO_SIGN = '\uFFFD';

    private Storable() {}

    /** The same text, where nothing in it has to be replaced. */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isNoSign(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    /** Null where an entry tells no time. */
    public static @Nullable Long ticks(long ticks) {
        return ticks == Entry.NO_TIME ? null : ticks;
    }

    private static String replaced(String text) {
        var units = text.toCharArray();
        for (int i = 0; i < units.length; i++) {
            if (isNoSign(text, i)) {
                units[i] = NO_SIGN;
            }
        }
        return new String(units);
    }

    private static boolean isNoSign(String text, int at) {
        char unit = text.charAt(at);
        if (Character.isHighSurrogate(unit)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(unit)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return unit == 0;
    }
}
