package de.komcert.app.constituency;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvFileTests {

    @Test
    void readsUtf8WithAndWithoutMarkAndWindows1252() {
        var text = "kurzname;name\nLindhövel;Gemeinde Größe €\n";
        assertThat(CsvFile.text(text.getBytes(StandardCharsets.UTF_8))).hasValue(text);
        assertThat(CsvFile.text(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)))
                .hasValue(text);
        assertThat(CsvFile.text(text.getBytes(Charset.forName("windows-1252")))).hasValue(text);
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThat(CsvFile.text(new byte[] {'P', 'K', 3, 4, 0, 0})).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void findsTheSeparator(String separator) {
        var file = CsvFile.parse(String.join(separator, "a", "b", "c") + "\n" + String.join(separator, "1", "2", "3"));
        assertThat(file.header()).containsExactly("a", "b", "c");
        assertThat(file.rows()).containsExactly(new CsvFile.Row(2, List.of("1", "2", "3")));
    }

    @Test
    void countsLinesThroughCellsOfSeveralLinesAndBlankOnes() {
        var file = CsvFile.parse("a;b\r\n\"eins\r\nzwei\";2\r\n\r\n;\r\n3;4\r\n");
        assertThat(file.rows())
                .containsExactly(
                        new CsvFile.Row(2, List.of("eins\r\nzwei", "2")), new CsvFile.Row(6, List.of("3", "4")));
    }

    @Test
    void keepsWhatComesBeforeAQuoteThatIsNeverClosed() {
        var file = CsvFile.parse("a;b\n1;2\n\"3;4\n5;6\n");
        assertThat(file.rows()).containsExactly(new CsvFile.Row(2, List.of("1", "2")));
        assertThat(file.brokenAt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49",
                "-1",
                "@SUM(A1)",
                "\tx",
                "'=1",
                "''=1",
                "'s Gravenhage",
                "a;b",
                "a\"b",
                "a\nb",
                "'",
                ""
            })
    void noCellIsAFormulaAndEveryCellComesBack(String cell) {
        var written = CsvFile.write(List.of("a", "b"), Stream.of(List.of(cell, "x")));
        var row = written.substring(written.indexOf("\r\n") + 2);
        assertThat(row.replaceFirst("^\"", "")).doesNotStartWith("=").doesNotMatch("(?s)^[=+\\-@\t].*");
        assertThat(CsvFile.parse(written).rows()).containsExactly(new CsvFile.Row(2, List.of(cell, "x")));
    }
}
