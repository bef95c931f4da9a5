package de.komcert.traces.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import de.komcert.traces.Reading;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessEntriesTests {

    private static Reading read(String text) throws IOException {
        return Reading.of(text, AccessEntries::new);
    }

    @Test
    void aLineHasTheFieldsThatRulesAskFor() throws IOException {
        var read = read("192.0.2.7 - m.muster [08/Mar/2026:07:10:01 +0100] \"GET /a.php?c=id%20x HTTP/1.1\" 200 512"
                + " \"https://example.org/\" \"Mozilla/5.0 \\\"x\\\"\"\n");

        assertThat(read.entries())
                .containsExactly("1 2026-03-08T06:10:01Z access {\"c-ip\":\"192.0.2.7\",\"cs-username\":\"m.muster\","
                        + "\"request\":\"GET /a.php?c=id%20x HTTP/1.1\",\"cs-method\":\"GET\",\"cs-uri\":\"/a.php?c=id%20x\","
                        + "\"cs-uri-stem\":\"/a.php\",\"cs-uri-query\":\"c=id%20x\",\"cs-version\":\"HTTP/1.1\","
                        + "\"sc-status\":\"200\",\"sc-bytes\":\"512\",\"cs-referer\":\"https://example.org/\","
                        + "\"cs-user-agent\":\"Mozilla/5.0 \\\"x\\\"\"}");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void commonLinesThoseOfOtherSitesAndSixBlocksOfAnAddressAreRead() throws IOException {
        var read = read("""
                2001:db8::7 - - [08/Mar/2026:07:10:01 +0100] "HEAD / HTTP/1.0" 304 -
                www.example.org:443 2001:db8::7 - - [08/Mar/2026:07:10:02 +0100] "GET / HTTP/1.1" 200 1 "-" "-"
                192.0.2.7 - Max Muster [08/Mar/2026:07:10:03 +0100] "GET / HTTP/1.1" 401 1 "-" "curl" 0.005 more
                """);

        assertThat(read.entries()).hasSize(3);
        assertThat(read.entries().get(0)).contains("\"c-ip\":\"2001:db8::7\"").doesNotContain("sc-bytes", "referer");
        assertThat(read.entries().get(1)).contains("\"cs-host\":\"www.example.org\"", "\"c-ip\":\"2001:db8::7\"");
        assertThat(read.entries().get(2)).contains("\"cs-username\":\"Max Muster\"", "\"more\":\"0.005 more\"");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void whatTheServersEscapedIsTextAgain() throws IOException {
        var read = read("192.0.2.7 - - [08/Mar/2026:07:10:01 +0000] \"\\x16\\x03\\x01\" 400 0 \"-\""
                + " \"a\\\"b\\\\c\\td\\xc3\\xbc\\x22\\x4\"\n");

        assertThat(read.entries().getFirst())
                .contains("\"request\":\"\\u0016\\u0003\\u0001\"", "\"cs-user-agent\":\"a\\\"b\\\\c\\tdü\\\"x4\"")
                .doesNotContain("cs-method");
    }

    @Test
    void aLineThatIsNoneAndAnImpossibleTimeAreSaid() throws IOException {
        var read = read("nonsense\n192.0.2.7 - - [31/Feb/2026:07:10:01 +0100] \"GET / HTTP/1.1\" 200 1\n");

        assertThat(read.entries()).hasSize(2).allMatch(entry -> entry.contains(" - access "));
        assertThat(read.kinds()).containsExactly("NOT_ACCESS", "BAD_TIME");
    }

    @Test
    void noMutationEndsTheReadingAndNoLineTakesLong() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var text =
                "w.example:1 192.0.2.7 - m [08/Mar/2026:07:10:01 +0100] \"GET /a?c=\\x22 HTTP/1.1\" 200 5 \"r\" \"\\\"x\\\"\" z\n";
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = text.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            assertThat(Reading.of(mutated, AccessEntries::new).entries())
                    .as("seed %d, round %d", seed, round)
                    .isNotEmpty();
        }
        for (var piece : new String[] {" ", "\\", "\"", "[", "- ", "\\\""}) {
            assertThat(read("192.0.2.7 - - [08/Mar/2026:07:10:01 +0100] \"" + piece.repeat(60_000) + "\n")
                            .entries())
                    .hasSize(1);
        }
    }
}
