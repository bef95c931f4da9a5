package de.komcert.cli.words;

import java.nio.charset.StandardCharsets;

import de.komcert.evtx.JsonLine;
import de.komcert.traces.Entry;

/**
 * A line as Timesketch takes it in, so that none is refused there. Its index gives each member the type that it has in the first
 * line, and refuses a line where it has another one, or which brings more than a thousand members into it. So a line has few
 * members, each always of one type, and what an event tells is a list of texts.
 */
public final class TimesketchLine {

    private static final long EPOCH = 116_444_736_000_000_000L;
    private static final long TICKS_IN_A_MICROSECOND = 10;
    /** The end of the year 9999, beyond which neither Timesketch nor its index know a time. */
    private static final long LATEST = 2_650_467_743_999_999_999L;

    private TimesketchLine() {}

    /**
     * The members that it asks of every event, of which its own tools call one without a time so. The time in microseconds
     * is there as well: Timesketch would reckon it from the other by a floating-point number, and be off by one where a clock
     * stands decades away.
     */
    public static void time(JsonLine line, long ticks) {
        boolean isKnown = ticks != Entry.NO_TIME && ticks >= 0 && ticks <= LATEST;
        long shown = isKnown ? ticks : EPOCH;
        line.name("datetime").text(Times.text(shown));
        line.name("timestamp").number(Math.floorDiv(shown - EPOCH, TICKS_IN_A_MICROSECOND));
        line.name("timestamp_desc").text(isKnown ? "Event Logged" : "Not a time");
    }

    /**
     * Ends the line that is waiting, and takes it. NEL and the separators of lines and paragraphs, which JSON may hold as they
     * are, would end it to the program that uploads it.
     */
    public static byte[] take(JsonLine line) {
        byte[] made = line.end().take();
        var text = new String(made, StandardCharsets.UTF_8);
        var safe =
                text.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        return safe.equals(text) ? made : safe.getBytes(StandardCharsets.UTF_8);
    }
}
