package de.komcert.traces;

import de.komcert.evtx.JsonLine;

/** Numbers that stand in a trace as text. */
final class Numbers {

    private Numbers() {}

    /** As a JSON number where the text is nothing but one. */
    static void write(String text, JsonLine into) {
        if (text.matches("0|[1-9][0-9]{0,17}")) {
            into.number(Long.parseLong(text));
        } else {
            into.text(text);
        }
    }
}
