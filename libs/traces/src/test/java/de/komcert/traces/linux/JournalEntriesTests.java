package de.komcert.traces.linux;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import de.komcert.traces.Reading;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JournalEntriesTests {

    private static byte[] journal() {
        var out = new ByteArrayOutputStream();
        text(out, """
                __CURSOR=s=1
                __REALTIME_TIMESTAMP=1772950201123456
                _HOSTNAME=srv-1
                SYSLOG_IDENTIFIER=sshd
                MESSAGE=Failed password = x

                __CURSOR=s=2
                __REALTIME_TIMESTAMP=1772950202000000
                _COMM=python3
                """);
        binary(out, "MESSAGE", "erste\nzweite \u00fc");
        text(out, "TAG=a\nTAG=b\n\n\n__CURSOR=s=3\n_TRANSPORT=audit\nMESSAGE=end");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void binary(ByteArrayOutputStream out, String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text(out, name + "\n");
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .array());
        out.writeBytes(bytes);
        text(out, "\n");
    }

    @Test
    void entriesHaveTheirFieldsAlsoThoseOfSeveralLines() throws IOException {
        var read = Reading.of(journal(), JournalEntries::new);

        assertThat(read.problems()).isEmpty();
        assertThat(read.entries())
                .containsExactly(
                        "1 2026-03-08T06:10:01.123456Z sshd {\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1772950201123456\",\"_HOSTNAME\":\"srv-1\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"MESSAGE\":\"Failed password = x\"}",
                        "2 2026-03-08T06:10:02Z syslog {\"__CURSOR\":\"s=2\",\"__REALTIME_TIMESTAMP\":\"1772950202000000\",\"_COMM\":\"python3\",\"MESSAGE\":\"erste\\nzweite ü\",\"TAG\":[\"a\",\"b\"]}",
                        "3 - auditd {\"__CURSOR\":\"s=3\",\"_TRANSPORT\":\"audit\",\"MESSAGE\":\"end\"}");
    }

    @Test
    void rulesFindTheMessageAndWhoSignedIn() throws IOException {
        var read = new JournalEntries(
                new ByteArrayInputStream(
                        "SYSLOG_IDENTIFIER=sshd\nMESSAGE=Failed password for root from 192.0.2.7 port 4711 ssh2\n\n"
                                .getBytes(StandardCharsets.UTF_8)),
                problem -> {});

        assertThat(read.next()).isTrue();
        assertThat(read.entry().layout().names())
                .containsExactly("SYSLOG_IDENTIFIER", "MESSAGE", "message", "user", "src_ip");
    }

    @Test
    void whatIsNoFieldIsSaidAndTheNextEntryIsRead() throws IOException {
        var broken =
                "__CURSOR=1\nnonsense here\nMESSAGE=a\n\nMESSAGE\n\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\nx\n\nMESSAGE=b\n";

        var read = Reading.of(broken.getBytes(StandardCharsets.ISO_8859_1), JournalEntries::new);

        assertThat(read.entries()).first().asString().contains("\"MESSAGE\":\"a\"");
        assertThat(read.entries()).last().asString().contains("\"MESSAGE\":\"b\"");
        assertThat(read.kinds()).hasSizeGreaterThanOrEqualTo(2).containsOnly("NOT_JOURNAL");
    }

    @Test
    void noMutationOrCutEndsTheReading() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        byte[] journal = journal();
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = Arrays.copyOf(journal, 10 + random.nextInt(journal.length - 9));
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            var read = Reading.of(mutated, JournalEntries::new);
            assertThat(read.entries().size() + read.problems().size())
                    .as("seed %d, round %d", seed, round)
                    .isPositive();
        }
    }
}
