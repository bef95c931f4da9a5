package de.komcert.cli.run;

import java.io.PrintStream;

import de.komcert.cli.words.Plain;

/**
 * Says how far a run is: one line that changes on a terminal, however narrow, and elsewhere a line for each tenth of a
 * long run. It uses no colours.
 */
final class Progress {

    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 8;
    private static final long LONG = 256 << 20;
    private static final long ENTRIES_BETWEEN = 1 << 16;

    private final PrintStream out;
    private final int columns;
    private final boolean isQuiet;
    private final long bytes;
    private long shown = -1;

    /**
     * @param columns width of the terminal, 0 where there is none
     * @param bytes how much there is to read, 0 where nobody knows
     */
    Progress(PrintStream out, int columns, boolean isQuiet, long bytes) {
        this.out = out;
        this.columns = columns;
        this.isQuiet = isQuiet;
        this.bytes = bytes;
    }

    void show(Totals totals) {
        if (isQuiet) {
            return;
        }
        if (columns > 0) {
            onTerminal(totals);
        } else if (bytes >= LONG) {
            inLines(totals);
        }
    }

    private void onTerminal(Totals totals) {
        long step = bytes == 0 ? totals.entries() / ENTRIES_BETWEEN : share(totals, 1000);
        if (step != shown) {
            shown = step;
            var text = Plain.line("%,d Datensätze", totals.entries());
            replace(bytes == 0 ? text : bar((int) share(totals, 100), text));
        }
    }

    private String bar(int percent, String text) {
        var numbers = Plain.line("%3d %%  %s", percent, text);
        int width = Math.min(WIDEST_BAR, columns - 1 - numbers.length() - "[] ".length());
        if (width < NARROWEST_BAR) {
            return numbers;
        }
        int full = width * percent / 100;
        return "[" + "#".repeat(full) + ".".repeat(width - full) + "] " + numbers;
    }

    private void inLines(Totals totals) {
        long tenth = share(totals, 10);
        if (tenth > shown && tenth > 0 && tenth < 10) {
            shown = tenth;
            out.println(Plain.line("%d %% gelesen, %,d Datensätze", 10 * tenth, totals.entries()));
        }
    }

    private long share(Totals totals, int of) {
        return Math.min(of, of * totals.bytes() / bytes);
    }

    /** Something that takes a while has begun; told on a terminal only. */
    void tell(String sentence) {
        if (!isQuiet && columns > 0) {
            replace(Plain.text(sentence));
        }
    }

    /** One column stays free, since some terminals begin a new line behind the last. */
    private void replace(String text) {
        int room = Math.max(0, columns - 1);
        var line = text.length() <= room ? text : text.substring(0, room);
        out.print("\r" + line + " ".repeat(room - line.length()) + "\r" + line);
        out.flush();
    }

    /** Takes the line away. */
    void end() {
        if (!isQuiet && columns > 0) {
            replace("");
            out.print("\r");
            out.flush();
        }
    }
}
