package de.komcert.cli.words;

import de.komcert.evtx.JsonLine;
import de.komcert.traces.Entry;

/** Points in time as they are shown: in UTC with seven decimals, and nothing where there is none. */
public final class Times {

    private Times() {}

    public static String text(long ticks) {
        if (ticks == Entry.NO_TIME) {
            return "";
        }
        var quoted = new JsonLine().time(ticks).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    public static void write(JsonLine line, long ticks) {
        if (ticks == Entry.NO_TIME) {
            line.text(null);
        } else {
            line.time(ticks);
        }
    }

    /** The two members that Timesketch asks of every event. Its own tools call an event without a time so. */
    public static void timesketch(JsonLine line, long ticks) {
        boolean isKnown = ticks != Entry.NO_TIME;
        line.name("datetime").text(isKnown ? text(ticks) : "1970-01-01T00:00:00.0000000Z");
        line.name("timestamp_desc").text(isKnown ? "Event Logged" : "Not a time");
    }
}
