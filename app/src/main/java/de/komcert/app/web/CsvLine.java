package de.komcert.app.web;

import java.util.List;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;

/**
 * A line of a table as spreadsheet programs read it: semicolons between cells, quotes where needed, and an apostrophe in
 * front of what such a program would calculate ({@code = + - @}, tab, carriage return).
 */
public final class CsvLine {

    /** Stands before the first line of a file, so that the programs know what its bytes mean. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setDelimiter(';').get();
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);

    private CsvLine() {}

    /** The line, and its end. */
    public static String of(List<String> cells) {
        return FORMAT.format(cells.stream().map(CsvLine::guarded).toArray()) + "\r\n";
    }

    private static String guarded(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }
}
