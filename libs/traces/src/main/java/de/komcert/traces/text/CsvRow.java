package de.komcert.traces.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a row of a table into its cells: between quotation marks everything belongs to a cell, and two of them are one. */
public final class CsvRow {

    /** No export has so many columns; what comes after them is left out. */
    private static final int MOST = 1_000;

    private CsvRow() {}

    /** Whether a cell is still open at the end, so that the row goes on in the next line. */
    public static boolean isOpen(CharSequence row) {
        return row.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    /** The cells. Whatever stands there has a reading: a quotation mark inside a cell stands for itself. */
    public static List<String> cells(String row, char separator) {
        var cells = new ArrayList<String>();
        int at = 0;
        while (at <= row.length() && cells.size() < MOST) {
            var cell = new StringBuilder();
            if (at < row.length() && row.charAt(at) == '"') {
                at = quoted(row, at + 1, cell);
            }
            int end = row.indexOf(separator, at);
            end = end < 0 ? row.length() : end;
            cells.add(cell.append(row, at, end).toString());
            at = end + 1;
        }
        return cells;
    }

    /** The place behind the mark that ends the cell, or the end of the row. */
    private static int quoted(String row, int from, StringBuilder cell) {
        int at = from;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                cell.append(c);
                at++;
            } else {
                break;
            }
        }
        return at;
    }
}
