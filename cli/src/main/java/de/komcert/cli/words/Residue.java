package de.komcert.cli.words;

import java.util.Arrays;

import de.komcert.evtx.JsonLine;

/**
 * How results tell what is left of records from an earlier use of their space from the records of a log, where
 * {@code --residue} has both read. Nothing is said of the latter, so that they look as they do without it.
 */
public final class Residue {

    /** As {@code evtx carve} calls it. */
    public static final String WORD = "residue";

    private static final String NAME = "origin";

    private Residue() {}

    /** Says so in an object. */
    public static void mark(JsonLine line, boolean isResidue) {
        if (isResidue) {
            line.name(NAME).text(WORD);
        }
    }

    /** The names of columns, with one more where residue is read. */
    public static String[] header(boolean isRead, String... names) {
        return isRead ? with(NAME, names) : names;
    }

    /** The cells of a line, with one more where residue is read. */
    public static String[] cells(boolean isRead, boolean isResidue, String... cells) {
        return isRead ? with(isResidue ? WORD : "", cells) : cells;
    }

    private static String[] with(String last, String[] cells) {
        var more = Arrays.copyOf(cells, cells.length + 1);
        more[cells.length] = last;
        return more;
    }
}
