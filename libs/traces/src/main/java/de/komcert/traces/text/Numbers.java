package de.komcert.traces.text;

import de.komcert.evtx.JsonLine;

/** Numbers that stand in a trace as text. */
public final class Numbers {

    private Numbers() {}

    /** As a JSON number where the text is nothing but one. */
    public static void write(String text, JsonLine into) {
        long number = parse(text);
        if (number >= 0) {
            into.number(number);
        } else {
            into.text(text);
        }
    }

    /** The number, -1 where the text is anything but one. */
    public static long parse(String text) {
        return text.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(text) : -1;
    }
}
