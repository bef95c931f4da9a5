package de.komcert.traces.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CsvRowsTests {

    private final List<String> problems = new ArrayList<>();

    private List<String> read(String text) throws IOException {
        var rows = new CsvRows(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                ',',
                problem -> problems.add(problem.kind()));
        var all = new ArrayList<String>();
        while (rows.next()) {
            all.add(rows.number() + " " + rows.cells());
        }
        return all;
    }

    @Test
    void cellsMayHoldSeparatorsMarksAndLines() throws IOException {
        assertThat(read("a,b\r\n\"x, y\",\"er sagt \"\"ja\"\"\"\n\n\"eine\nzwei\n\",b\nc,\"\""))
                .containsExactly("1 [a, b]", "2 [x, y, er sagt \"ja\"]", "4 [eine\nzwei\n, b]", "7 [c, ]");
        assertThat(problems).isEmpty();
    }

    @Test
    void aMarkInsideACellStandsForItself() throws IOException {
        assertThat(read("5\" Rohr,6\" Rohr\n\"a\"b,c\n")).containsExactly("1 [5\" Rohr, 6\" Rohr]", "2 [ab, c]");
    }

    @Test
    void aMarkThatNobodyClosesCostsItsLineAndNoOther() throws IOException {
        var rows = read("a,b\n\"offen,b\n" + "c,d\n".repeat(400_000));

        assertThat(rows).hasSize(400_001).startsWith("1 [a, b]", "3 [c, d]").endsWith("400002 [c, d]");
        assertThat(problems).containsExactly("ROW_NOT_CLOSED");
    }

    @Test
    void theLastRowMayBreakOff() throws IOException {
        assertThat(read("a,b\nc,\"d")).containsExactly("1 [a, b]");
        assertThat(problems).containsExactly("ROW_NOT_CLOSED");
    }
}
