package de.komcert.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {

    private static final long LARGE = 1L << 30;

    private static String shown(int columns, boolean isQuiet, long bytes, long... reads) {
        var out = new ByteArrayOutputStream();
        var progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), columns, isQuiet, bytes);
        var totals = new Totals();
        progress.tell("Sehe eine Sammlung mit einem sehr langen Namen durch, der in keine Zeile passt …");
        for (long read : reads) {
            totals.read(new Item.Read(100_000, read, true));
            progress.show(totals);
        }
        progress.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalShowsOneLineThatChangesAndIsGoneAtTheEnd() {
        var text = shown(80, false, 400, 100, 100, 200);

        assertThat(text)
                .contains("[##########..............................]  25 %  100.000 Datensätze")
                .contains("[####################....................]  50 %  200.000 Datensätze")
                .contains("100 %  300.000 Datensätze")
                .doesNotContain("\n", "\u001b")
                .endsWith("\r" + " ".repeat(79) + "\r\r");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 33, 36, 37, 60, 200})
    void noLineIsWiderThanTheTerminal(int columns) {
        var lines = shown(columns, false, 400, 100, 300).split("\r");

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(Math.max(1, columns)));
        assertThat(String.join("", lines).contains("[")).isEqualTo(columns >= 37);
    }

    @Test
    void whereNobodyKnowsHowMuchComesTheRecordsAreCounted() {
        assertThat(shown(80, false, 0, 5, 5)).contains("200.000 Datensätze").doesNotContain("%", "[");
    }

    @Test
    void elsewhereALongRunGetsALineForEachTenthAndAShortOneNone() {
        assertThat(shown(0, false, LARGE, LARGE / 10 + 1, 1, LARGE / 2, LARGE / 2))
                .isEqualTo("10 % gelesen, 100.000 Datensätze\n60 % gelesen, 300.000 Datensätze\n");
        assertThat(shown(0, false, 1_000_000, 500_000, 500_000)).isEmpty();
    }

    @Test
    void whoeverWantsQuietHasIt() {
        assertThat(shown(80, true, 400, 100, 300)).isEmpty();
        assertThat(shown(0, true, LARGE, LARGE)).isEmpty();
    }
}
