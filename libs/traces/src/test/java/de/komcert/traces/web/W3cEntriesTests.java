package de.komcert.traces.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import de.komcert.traces.Reading;
import de.komcert.traces.Slots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class W3cEntriesTests {

    private static final String IIS = """
            #Software: Microsoft Internet Information Services 10.0
            #Version: 1.0
            #Date: 2026-03-08 06:00:00
            #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status
            2026-03-08 06:10:04 10.1.1.5 GET /owa/auth/x.aspx cmd=id 443 - 203.0.113.7 Mozilla/5.0+(Windows) 200
            """;

    private static Reading read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading read(byte[] text) throws IOException {
        return Reading.of(text, (in, problems) -> {
            try {
                return new W3cEntries(in, problems);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    @Test
    void valuesHaveTheNamesOfTheLineBeforeThem() throws IOException {
        var read = read(IIS);

        assertThat(read.problems()).isEmpty();
        assertThat(read.entries())
                .containsExactly(
                        "5 2026-03-08T06:10:04Z iis {\"date\":\"2026-03-08\",\"time\":\"06:10:04\",\"s-ip\":\"10.1.1.5\","
                                + "\"cs-method\":\"GET\",\"cs-uri-stem\":\"/owa/auth/x.aspx\",\"cs-uri-query\":\"cmd=id\",\"s-port\":\"443\","
                                + "\"c-ip\":\"203.0.113.7\",\"cs(User-Agent)\":\"Mozilla/5.0+(Windows)\",\"sc-status\":\"200\"}");
    }

    @Test
    void namesHoldUntilOthersCome() throws IOException {
        var read = read(IIS + """
                #Fields: time c-ip cs-method cs-uri-stem
                06:11:00 203.0.113.8 POST /b
                #Fields: date time cs-uri
                2026-03-09 06:12:00 /c?d=e
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.entries().get(1))
                .as("the day is that of the head where a line has none")
                .startsWith("7 2026-03-08T06:11:00Z iis {\"time\":\"06:11:00\",\"c-ip\":\"203.0.113.8\"");
        assertThat(read.entries().get(2)).contains("2026-03-09T06:12:00Z", "\"cs-uri\":\"/c?d=e\"");
    }

    @Test
    void rulesFindTheNamesTheyKnow() throws IOException {
        var names = names(IIS + "#Fields: date time cs-uri\n2026-03-09 06:12:00 /c?d=e\n");

        assertThat(names)
                .contains("cs-user-agent=Mozilla/5.0 (Windows)", "cs-uri=/owa/auth/x.aspx?cmd=id", "cs-uri-query=d=e");
    }

    @Test
    void theProxyOfExchangeIsReadWithCommasAndKnownByTheNamesOfIis() throws IOException {
        var head =
                "DateTime,RequestId,UrlHost,UrlStem,AuthenticatedUser,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,Method,UrlQuery";
        var log = "#Software: Microsoft Exchange Server\n#Version: 15.02\n#Log-type: HttpProxy Logs\n#Fields: " + head
                + "\n" + head
                + "\n2026-03-08T06:00:01.5Z,1,mail.example,/autodiscover/a.json,EXA\\muster,\"a, \"\"b\"\"\",203.0.113.7,EX01,200,POST,?@x/Powershell\n";

        var read = read(log);

        assertThat(read.problems()).isEmpty();
        assertThat(read.entries()).hasSize(1);
        assertThat(read.entries().getFirst())
                .startsWith("6 2026-03-08T06:00:01.500Z msexchange-httpproxy ")
                .contains("\"UserAgent\":\"a, \\\"b\\\"\"");
        assertThat(names(log))
                .contains(
                        "c-ip=203.0.113.7",
                        "cs-method=POST",
                        "cs-uri-stem=/autodiscover/a.json",
                        "cs-uri-query=?@x/Powershell",
                        "sc-status=200",
                        "cs-username=EXA\\muster");
    }

    private static String names(String log) throws IOException {
        var all = new StringBuilder();
        var reader = new W3cEntries(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), problem -> {});
        while (reader.next()) {
            all.append(Slots.of(reader.entry())).append('\n');
        }
        return all.toString();
    }

    @Test
    void aLineWithMoreOrFewerValuesIsReadAsFarAsItGoesAndSaid() throws IOException {
        var read =
                read(IIS + "2026-03-08 06:10:05 10.1.1.5 GET\n2026-03-08 06:10:06" + " x".repeat(30) + "\nGuten Tag\n");

        assertThat(read.kinds()).containsExactly("NOT_W3C", "NOT_W3C", "NOT_W3C", "BAD_TIME");
        assertThat(read.entries()).hasSize(4);
        assertThat(read.entries().get(1)).startsWith("6 2026-03-08T06:10:05Z ").endsWith("\"cs-method\":\"GET\"}");
        assertThat(read.entries().get(2)).contains("\"message\":\"2026-03-08 06:10:06 x x");
    }

    @Test
    void linesBeforeAnyNamesAreKept() throws IOException {
        var read = read("eins zwei\n#Fields: c-ip time date\n");

        assertThat(read.kinds()).containsExactly("NOT_W3C");
        assertThat(read.entries()).containsExactly("1 - iis {\"message\":\"eins zwei\"}");
    }

    @Test
    void aFileInUtf16IsReadAlike() throws IOException {
        assertThat(read(("\ufeff" + IIS).getBytes(StandardCharsets.UTF_16LE)).entries())
                .isEqualTo(read(IIS).entries());
        assertThat(read(("\ufeff" + IIS).getBytes(StandardCharsets.UTF_8)).entries())
                .isEqualTo(read(IIS).entries());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#Software: Microsoft Internet Information Services 8.5",
                "#Software: Microsoft HTTP API 2.0",
                "#Software: Microsoft Exchange Server",
                "#Log-type: HttpProxy Logs",
                "#Fields: date time c-ip cs-method",
                "#Fields: date-time,client-ip,event-id",
                "DateTime,RequestId,MajorVersion"
            })
    void isKnownByItsHead(String line) {
        assertThat(W3cEntries.isLine(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#Fields: Namen und Werte", "# Software", "date time c-ip", "#!/bin/sh", "#TYPE System.String"})
    void whatOnlyLooksLikeItIsNone(String line) {
        assertThat(W3cEntries.isLine(line)).isFalse();
    }
}
