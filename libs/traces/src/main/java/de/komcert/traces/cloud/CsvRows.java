package de.komcert.traces.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import de.komcert.traces.Problem;
import de.komcert.traces.text.CsvRow;
import de.komcert.traces.text.Lines;
import de.komcert.traces.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as Windows and web pages export it, which may go on over several lines. A quotation mark that nobody
 * closes costs its own line and not the rest of the file.
 */
final class CsvRows {

    /** Longer than any row of an export, and short enough to be looked through again line by line. */
    private static final int MOST = 1 << 20;

    private record Line(String text, long number, long offset) {}

    private final Lines lines;
    private final char separator;
    private final Consumer<Problem> problems;
    /** Lines that were read and are not used up. */
    private final ArrayDeque<Line> waiting = new ArrayDeque<>();

    private List<String> cells = List.of();
    private long number;
    private long offset;

    CsvRows(InputStream in, char separator, Consumer<Problem> problems) {
        this.lines = new Lines(in);
        this.separator = separator;
        this.problems = problems;
    }

    /** Moves to the next row that is not empty; false at the end. */
    boolean next() throws IOException {
        for (var line = line(); line != null; line = line()) {
            number = line.number();
            offset = line.offset();
            var row = whole(line);
            if (row != null && !row.isBlank()) {
                cells = CsvRow.cells(row, separator);
                return true;
            }
        }
        return false;
    }

    /** The row that begins in a line; null where its end is not to be found. */
    private @Nullable String whole(Line first) throws IOException {
        var row = new StringBuilder(first.text());
        if (!CsvRow.isOpen(row)) {
            return row.toString();
        }
        var taken = new ArrayList<Line>();
        while (row.length() < MOST) {
            var more = line();
            if (more == null) {
                break;
            }
            taken.add(more);
            row.append('\n').append(more.text());
            if (CsvRow.isOpen(more.text())) {
                return row.toString();
            }
        }
        taken.reversed().forEach(waiting::addFirst);
        problems.accept(new Problem(
                "ROW_NOT_CLOSED", "The row in line " + first.number() + " has no end", first.offset(), true));
        return null;
    }

    private @Nullable Line line() throws IOException {
        if (!waiting.isEmpty()) {
            return waiting.removeFirst();
        }
        while (lines.next()) {
            if (lines.isTooLong()) {
                problems.accept(new Problem(
                        "LINE_TOO_LONG", "Line " + lines.number() + " is longer than 16 MiB", lines.offset(), true));
            } else {
                var text = TextLines.decoded(lines.bytes(), lines.from(), lines.length());
                return new Line(
                        text.endsWith("\r") ? text.substring(0, text.length() - 1) : text,
                        lines.number(),
                        lines.offset());
            }
        }
        return null;
    }

    List<String> cells() {
        return cells;
    }

    /** The line in which the row begins, counted from 1. */
    long number() {
        return number;
    }

    /** Where it begins. */
    long offset() {
        return offset;
    }
}
