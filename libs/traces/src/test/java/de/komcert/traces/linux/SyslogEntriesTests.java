package de.komcert.traces.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import de.komcert.traces.Problem;
import de.komcert.traces.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SyslogEntriesTests {

    private static Reading read(String text) throws IOException {
        return Reading.of(
                text,
                (in, problems) -> new SyslogEntries(in, Reading.modified("2026-03-09T08:00:00Z", "UTC"), problems));
    }

    @Test
    void linesOfDebianAndOfOlderSystemsAndOfTheStandardAreRead() throws IOException {
        var read = read("""
                2026-03-08T07:10:01.123456+01:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4711 ssh2
                Mar  8 07:10:02 srv-1 sudo:  m.muster : TTY=pts/0 ; COMMAND=/bin/bash
                <86>Mar  8 07:10:03 srv-1 CRON[9]: (root) CMD (true)

                <165>1 2026-03-08T06:10:04.003Z srv-1 evil - ID47 [a@1 x="y\\]"][b] \ufeffGrüße
                <34>1 - - - - - -
                """);

        assertThat(read.entries())
                .containsExactly(
                        "1 2026-03-08T06:10:01.123456Z sshd {\"host\":\"srv-1\",\"program\":\"sshd\",\"pid\":\"812\",\"message\":\"Failed password for root from 192.0.2.7 port 4711 ssh2\",\"user\":\"root\",\"src_ip\":\"192.0.2.7\"}",
                        "2 2026-03-08T07:10:02Z sudo {\"host\":\"srv-1\",\"program\":\"sudo\",\"message\":\" m.muster : TTY=pts/0 ; COMMAND=/bin/bash\"}",
                        "3 2026-03-08T07:10:03Z cron {\"facility\":\"10\",\"severity\":\"6\",\"host\":\"srv-1\",\"program\":\"CRON\",\"pid\":\"9\",\"message\":\"(root) CMD (true)\"}",
                        "5 2026-03-08T06:10:04.003Z syslog {\"facility\":\"20\",\"severity\":\"5\",\"host\":\"srv-1\",\"program\":\"evil\",\"msgid\":\"ID47\",\"structuredData\":\"[a@1 x=\\\"y\\\\]\\\"][b]\",\"message\":\"Grüße\"}",
                        "6 - syslog {\"facility\":\"4\",\"severity\":\"2\"}");
        assertThat(read.kinds()).containsExactly("TIME_ASSUMED");
    }

    @Test
    void aLineThatIsNoneStaysWithoutTimeAndIsSaid() throws IOException {
        var read = read(
                "Traceback:\nMar  8 07:10:02 srv last message repeated 2 times\n  File x\nFoo 99 07:10:02 a b: c\n");

        assertThat(read.entries())
                .hasSize(4)
                .element(1)
                .isEqualTo(
                        "2 2026-03-08T07:10:02Z syslog {\"host\":\"srv\",\"message\":\"last message repeated 2 times\"}");
        assertThat(read.kinds()).containsExactly("NOT_SYSLOG", "TIME_ASSUMED", "NOT_SYSLOG", "NOT_SYSLOG");
        assertThat(read.problems()).noneMatch(Problem::costsContent);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T08:00:00Z, UTC,           Mar  9 07:00:00, 2026-03-09T07:00:00Z",
        "2026-03-09T08:00:00Z, UTC,           Mar 10 07:00:00, 2026-03-10T07:00:00Z",
        "2026-03-09T08:00:00Z, UTC,           Mar 11 07:00:00, 2025-03-11T07:00:00Z",
        "2026-01-02T00:00:00Z, UTC,           Dec 31 23:59:59, 2025-12-31T23:59:59Z",
        "2026-03-09T08:00:00Z, UTC,           Feb 29 12:00:00, 2024-02-29T12:00:00Z",
        "2026-12-31T23:30:00Z, Europe/Berlin, Jan  1 00:20:00, 2026-12-31T23:20:00Z",
        "2026-07-09T08:00:00Z, Europe/Berlin, Jul  9 09:00:00, 2026-07-09T07:00:00Z",
        "1970-01-01T00:00:00Z, UTC,           Jul  9 09:00:00, -",
        "2026-07-09T08:00:00Z, UTC,           Feb 31 09:00:00, -",
    })
    void theYearIsTheLatestThatFitsTheDateOfTheFile(String modified, String zone, String time, String expected)
            throws IOException {
        var read = Reading.of(
                time + " h p: m\n",
                (in, problems) -> new SyslogEntries(in, Reading.modified(modified, zone), problems));

        assertThat(read.entries().getFirst()).startsWith("1 " + expected + " ");
    }

    @Test
    void linesThatAreNoUtf8OrTooLongAreReadAsFarAsTheyGo() throws IOException {
        var latin = "Mar  8 07:10:02 srv p: Schlüssel\n".getBytes(StandardCharsets.ISO_8859_1);
        var read = Reading.of(
                latin,
                (in, problems) -> new SyslogEntries(in, Reading.modified("2026-03-09T08:00:00Z", "UTC"), problems));
        assertThat(read.entries().getFirst()).contains("Schlüssel");

        var longLine = read("Mar  8 07:10:02 srv p: " + "x".repeat(1 << 20) + "\nMar  8 07:10:03 srv p: y\n");
        assertThat(longLine.entries()).hasSize(2).last().asString().contains("\"y\"");
        assertThat(longLine.kinds()).contains("LINE_CUT");
    }

    @Test
    void noMutationEndsTheReading() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var text = "2026-03-08T07:10:01.123456+01:00 srv-1 sshd[812]: Failed\nMar  8 07:10:02 srv sudo: x\n"
                + "<165>1 2026-03-08T06:10:04.003Z srv-1 evil - ID47 [a@1 x=\"y\\]\"][b] Grüße\n";
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = text.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            var read = Reading.of(
                    mutated,
                    (in, problems) -> new SyslogEntries(in, Reading.modified("2026-03-09T08:00:00Z", "UTC"), problems));
            assertThat(read.entries()).as("seed %d, round %d", seed, round).isNotEmpty();
        }
    }
}
