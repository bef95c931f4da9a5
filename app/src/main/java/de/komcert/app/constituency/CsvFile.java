package de.komcert.app.constituency;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.web.CsvLine;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a text file, as spreadsheet programs write it.
 *
 * <p>Written: UTF-8, semicolons, a header, quotes where needed. Read: also a byte order mark, commas or tabs, and
 * Windows-1252 where the bytes are no UTF-8.
 *
 * <p>A cell that a spreadsheet program would take for a formula ({@code = + - @}, tab, carriage return) gets an apostrophe
 * in front when written, and loses it when read.
 *
 * @param header the cells of the first row that is not blank
 * @param brokenAt the line behind which nothing could be read, or 0
 */
record CsvFile(List<String> header, List<Row> rows, long brokenAt) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern GUARDED_FORMULA = Pattern.compile("'+[=+\\-@\t\r].*", Pattern.DOTALL);

    /** A row and the line of the file it begins in. */
    record Row(long line, List<String> cells) {

        boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** The text of a file, or nothing if it is no text. */
    static Optional<String> text(byte[] bytes) {
        var text = decoded(bytes);
        return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    }

    private static String decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(CsvLine.BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            return new String(bytes, WINDOWS);
        }
    }

    static CsvFile parse(String text) {
        var rows = new ArrayList<Row>();
        long line = 1;
        long brokenAt = 0;
        try (var parser = CSVParser.parse(new StringReader(text), format(separator(text)))) {
            var records = parser.iterator();
            while (records.hasNext()) {
                long next = parser.getCurrentLineNumber() + 1;
                var row = new Row(line, cells(records.next()));
                if (!row.blank()) {
                    rows.add(row);
                }
                line = next;
            }
        } catch (IOException | UncheckedIOException _) {
            brokenAt = line; // a quote that is never closed, or text behind a closing one
        }
        return rows.isEmpty()
                ? new CsvFile(List.of(), List.of(), brokenAt)
                : new CsvFile(rows.getFirst().cells(), List.copyOf(rows.subList(1, rows.size())), brokenAt);
    }

    private static List<String> cells(CSVRecord record) {
        return record.stream()
                .map(cell -> GUARDED_FORMULA.matcher(cell).matches() ? cell.substring(1) : cell)
                .toList();
    }

    private static CSVFormat format(char separator) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setRecordSeparator("\r\n")
                .setIgnoreEmptyLines(false)
                .get();
    }

    /** The separator that the header uses most. */
    private static char separator(String text) {
        var header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ';';
        long most = 0;
        for (char candidate : new char[] {';', ',', '\t'}) {
            var count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    static String write(List<String> header, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(header), rows).map(CsvLine::of).collect(Collectors.joining());
    }
}
