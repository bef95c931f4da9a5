package de.komcert.cli;

import java.io.PrintStream;

/** One line on the terminal that says how far a run is; nothing where nobody watches. */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean isShown;
    private final long bytes;
    private int shown = -1;

    Progress(PrintStream out, boolean isShown, Inputs inputs) {
        this.out = out;
        this.isShown = isShown;
        this.bytes = inputs.files().stream().mapToLong(Input::size).sum();
    }

    void show(Totals totals) {
        int percent = bytes == 0 ? 100 : (int) Math.min(100, 100 * totals.bytes() / bytes);
        if (!isShown || percent == shown) {
            return;
        }
        shown = percent;
        int full = WIDTH * percent / 100;
        out.print(Plain.line(
                "\r[%s%s] %3d %%, %,d Datensätze",
                "#".repeat(full), ".".repeat(WIDTH - full), percent, totals.entries()));
        out.flush();
    }

    /** Takes the line away. */
    void end() {
        if (isShown && shown >= 0) {
            out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
            out.flush();
        }
    }
}
