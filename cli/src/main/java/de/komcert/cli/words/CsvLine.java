package de.komcert.cli.words;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Lines of RFC 4180, with commas and CRLF. What a spreadsheet would take for a formula gets an apostrophe before it. */
public final class CsvLine {

    private CsvLine() {}

    public static void write(OutputStream out, String... cells) throws IOException {
        out.write(of(cells).getBytes(StandardCharsets.UTF_8));
    }

    public static String of(String... cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        return line.append("\r\n").toString();
    }

    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        var safe = isFormula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
