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
}
