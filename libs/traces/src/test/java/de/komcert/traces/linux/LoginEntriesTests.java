package de.komcert.traces.linux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import de.komcert.traces.Entry;
import de.komcert.traces.Problem;
import de.komcert.traces.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class LoginEntriesTests {

    private static Reading read(String name, byte[] content) throws IOException {
        return Reading.of(content, (in, problems) -> new LoginEntries(name, in, problems));
    }

    private static LoginWriter login(String user) {
        return new LoginWriter().add(7, 812, "pts/0", user, "203.0.113.9", "cb007109");
    }

    @Test
    void whoSignedInAndOutAndWhenTheSystemRanIsRead() throws IOException {
        byte[] wtmp = new LoginWriter()
                .add(2, 0, "~", "reboot", "6.1.0-18-amd64", "")
                .add(1, '5' | 'N' << 8, "~", "runlevel", "6.1.0-18-amd64", "")
                .add(6, 700, "tty1", "LOGIN", "", "")
                .add(7, 812, "pts/0", "m.kessler", "pc.example", "20010db8000000000000000000000007")
                .add(8, 812, "pts/0", "", "", "")
                .add(1, 0, "~", "shutdown", "6.1.0-18-amd64", "")
                .bytes();

        var read = read("var/log/wtmp.1", wtmp);

        assertThat(read.problems()).isEmpty();
        assertThat(read.entries())
                .containsExactly(
                        "1 2026-03-08T06:10:01.250Z wtmp {\"type\":\"BOOT_TIME\",\"name\":\"reboot\",\"terminal\":\"~\",\"kernel\":\"6.1.0-18-amd64\"}",
                        "2 2026-03-08T06:10:01.250Z wtmp {\"type\":\"RUN_LVL\",\"name\":\"runlevel\",\"terminal\":\"~\",\"kernel\":\"6.1.0-18-amd64\",\"runlevel\":\"5\"}",
                        "3 2026-03-08T06:10:01.250Z wtmp {\"type\":\"LOGIN_PROCESS\",\"name\":\"LOGIN\",\"terminal\":\"tty1\",\"pid\":\"700\"}",
                        "4 2026-03-08T06:10:01.250Z wtmp {\"type\":\"USER_PROCESS\",\"user\":\"m.kessler\",\"terminal\":\"pts/0\",\"src_host\":\"pc.example\",\"src_ip\":\"2001:db8::7\",\"pid\":\"812\"}",
                        "5 2026-03-08T06:10:01.250Z wtmp {\"type\":\"DEAD_PROCESS\",\"terminal\":\"pts/0\",\"pid\":\"812\"}",
                        "6 2026-03-08T06:10:01.250Z wtmp {\"type\":\"RUN_LVL\",\"name\":\"shutdown\",\"terminal\":\"~\",\"kernel\":\"6.1.0-18-amd64\"}");
        assertThat(summaries("wtmp", wtmp))
                .containsExactly(
                        "Boot of 6.1.0-18-amd64",
                        "Runlevel 5",
                        "Waiting for a login on tty1",
                        "Login of m.kessler on pts/0 from 2001:db8::7",
                        "Logout on pts/0",
                        "Shutdown");
    }

    @Test
    void whoFailedToSignInIsSomebodyWhateverTypeTheRecordHas() throws IOException {
        byte[] btmp = new LoginWriter()
                .add(6, 3212, "ssh:notty", "root", "203.0.113.9", "cb007109")
                .add(7, 900, ":0", "m.kessler", ":0", "")
                .add(6, 3213, "ssh:notty", "h.winter", "2001:DB8:0::9", "")
                .bytes();

        assertThat(read("btmp-20261001.xz", btmp).entries())
                .containsExactly(
                        "1 2026-03-08T06:10:01.250Z btmp {\"type\":\"LOGIN_PROCESS\",\"user\":\"root\",\"terminal\":\"ssh:notty\",\"src_host\":\"203.0.113.9\",\"src_ip\":\"203.0.113.9\",\"pid\":\"3212\"}",
                        "2 2026-03-08T06:10:01.250Z btmp {\"type\":\"USER_PROCESS\",\"user\":\"m.kessler\",\"terminal\":\":0\",\"src_host\":\":0\",\"pid\":\"900\"}",
                        "3 2026-03-08T06:10:01.250Z btmp {\"type\":\"LOGIN_PROCESS\",\"user\":\"h.winter\",\"terminal\":\"ssh:notty\",\"src_host\":\"2001:DB8:0::9\",\"src_ip\":\"2001:db8::9\",\"pid\":\"3213\"}");
        assertThat(summaries("btmp", btmp))
                .containsExactly(
                        "Failed login of root on ssh:notty from 203.0.113.9",
                        "Failed login of m.kessler on :0 from :0",
                        "Failed login of h.winter on ssh:notty from 2001:db8::9");
    }

    private static ArrayList<String> summaries(String name, byte[] content) throws IOException {
        var summaries = new ArrayList<String>();
        var reader = new LoginEntries(name, new ByteArrayInputStream(content), problem -> {});
        while (reader.next()) {
            summaries.add(reader.entry().summary());
        }
        return summaries;
    }

    @ParameterizedTest
    @CsvSource({
        "0,          0,      -",
        "1,          0,      1970-01-01T00:00:01Z",
        "2147483647, 999999, 2038-01-19T03:14:07.999999Z",
        "-2147483648, 0,     2038-01-19T03:14:08Z",
        "-1,         1,      2106-02-07T06:28:15.000001Z"
    })
    void secondsHaveNoSignSinceNoLinuxRanBefore1970(int seconds, int micros, String expected) throws IOException {
        byte[] wtmp = new LoginWriter()
                .add(7, 1, "tty1", "root".getBytes(StandardCharsets.US_ASCII), "", "", seconds, micros)
                .bytes();

        var read = read("wtmp", wtmp);

        assertThat(read.entries()).singleElement().asString().startsWith("1 " + expected + " wtmp ");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void aUserIsSomebodyAlsoInAFileThatIsCalledOtherwiseThanItShould() throws IOException {
        byte[] btmp = new LoginWriter()
                .add(6, 3212, "ssh:notty", "h.winter", "", "")
                .add(5, 1, "tty1", "m.kessler", "", "")
                .bytes();

        assertThat(read("wtmp", btmp).entries())
                .hasSize(2)
                .allMatch(entry -> entry.matches(".*\"user\":\"(h.winter|m.kessler)\".*"));
    }

    @Test
    void namesMayFillTheirFieldsAndHoldAnyBytes() throws IOException {
        var latin = "m.müller".getBytes(StandardCharsets.ISO_8859_1);
        byte[] btmp = new LoginWriter()
                .add(6, 1, "t".repeat(32), "u".repeat(32), "h".repeat(256), "")
                .add(6, 1, "", latin, "", "", LoginWriter.SECONDS, 0)
                .add(6, 1, "", "\u0001\"\n\t{n}", "", "")
                .bytes();

        assertThat(read("btmp", btmp).entries())
                .element(0)
                .asString()
                .contains("\"" + "u".repeat(32) + "\"", "\"" + "h".repeat(256) + "\"", "\"" + "t".repeat(32) + "\"");
        assertThat(read("btmp", btmp).entries()).element(1).asString().contains("\"user\":\"m.müller\"");
        assertThat(read("btmp", btmp).entries()).element(2).asString().contains("\"user\":\"\\u0001\\\"\\n\\t{n}\"");
    }

    @Test
    void whatIsNoRecordIsSaidAndTheNextOneFoundWhereverItStands() throws IOException {
        var noise = new byte[1001];
        new Random(7).nextBytes(noise);
        byte[] wtmp = login("a")
                .add(noise)
                .add(login("b").bytes())
                .add(login("c").bytes())
                .add(new byte[1])
                .add(login("d").bytes())
                .add(login("e").bytes())
                .add(new byte[100])
                .bytes();

        var read = read("wtmp", wtmp);

        assertThat(read.entries()).hasSize(5).allMatch(entry -> entry.contains("\"src_ip\":\"203.0.113.9\""));
        assertThat(read.problems())
                .extracting(Problem::kind, Problem::offset)
                .containsExactly(
                        tuple("BAD_LOGIN_RECORD", 384L),
                        tuple("BAD_LOGIN_RECORD", 384L * 3 + 1001),
                        tuple("LOGIN_RECORD_CUT", 384L * 5 + 1002));
        assertThat(read.problems()).allMatch(Problem::costsContent);
        assertThat(read.entries())
                .extracting(entry -> entry.substring(0, entry.indexOf(' ')))
                .as("no two have one number")
                .doesNotHaveDuplicates();
    }

    @Test
    void aWipedRecordIsSaidSaveWhereEmptyOnesBelong() throws IOException {
        byte[] log = login("a")
                .add(new byte[2 * LoginWriter.SIZE])
                .add(login("b").bytes())
                .add(new byte[LoginWriter.SIZE])
                .bytes();

        assertThat(read("wtmp", log).entries()).hasSize(2).last().asString().startsWith("4 ");
        assertThat(read("wtmp", log).problems())
                .containsExactly(
                        new Problem("EMPTY_LOGIN_RECORD", "2 records of logins are empty", 384, true),
                        new Problem("EMPTY_LOGIN_RECORD", "1 records of logins are empty", 4 * 384, true));
        assertThat(read("utmp", log).entries()).hasSize(2);
        assertThat(read("utmp", log).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void manyMegabytesOfNothingAreOnePlaceAndTakeNoMemory(long more) throws IOException {
        long records = 1_000_000;
        var nothing = new InputStream() {
            private long left = records * LoginWriter.SIZE + more;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(length, left);
                Arrays.fill(into, offset, offset + count, (byte) 0);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        var problems = new ArrayList<Problem>();
        var last = new ByteArrayInputStream(login("a").bytes());
        var reader = new LoginEntries("wtmp", new SequenceInputStream(nothing, last), problems::add);

        assertThat(reader.next()).isTrue();
        assertThat(reader.entry().record()).isEqualTo(records + 1);
        assertThat(reader.next()).isFalse();
        assertThat(problems)
                .extracting(Problem::kind, Problem::offset)
                .containsExactlyElementsOf(
                        more == 0
                                ? List.of(tuple("EMPTY_LOGIN_RECORD", 0L))
                                : List.of(
                                        tuple("EMPTY_LOGIN_RECORD", 0L),
                                        tuple("BAD_LOGIN_RECORD", records * LoginWriter.SIZE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wtmp", "/var/log/wtmp.1", "[root]/var/log/BTMP-20261001.xz", "srv-1_utmp.gz", "x/btmp.bak"})
    void whatIsCalledSoAndHoldsARecordIsOne(String name) {
        assertThat(LoginEntries.isHead(name, login("a").bytes())).isTrue();
        assertThat(LoginEntries.isHead(
                        name,
                        new LoginWriter()
                                .add(new byte[384])
                                .add(login("a").bytes())
                                .bytes()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wtmpx", "mybtmp", "wtmp/auth.log", "utmpdump", "lastlog", "notes"})
    void whatIsCalledOtherwiseIsNone(String name) {
        assertThat(LoginEntries.isHead(name, login("a").bytes())).isFalse();
    }

    @Test
    void aNameAloneMakesNone() {
        var random = new Random(11);
        for (int round = 0; round < 10_000; round++) {
            var noise = new byte[random.nextInt(4_096)];
            random.nextBytes(noise);
            assertThat(LoginEntries.isHead("wtmp", noise)).isFalse();
        }
        assertThat(LoginEntries.isHead("btmp", new byte[4_096])).isFalse();
        assertThat(LoginEntries.isHead("btmp", new byte[0])).isFalse();
        assertThat(LoginEntries.isHead("wtmp", Arrays.copyOf(login("a").bytes(), 383)))
                .isFalse();
        assertThat(LoginEntries.isHead(
                        "wtmp", "Mar  9 08:00:00 srv sshd[1]: x\n".repeat(99).getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Test
    void noMutationOrCutEndsTheReadingOrMakesMoreRecordsThanThereIsRoomFor() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        byte[] log = login("a").add(login("b").bytes()).add(login("c").bytes()).bytes();
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = Arrays.copyOf(log, random.nextInt(log.length + 1));
            for (int i = random.nextInt(8); i > 0 && mutated.length > 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            var read = read("btmp", mutated);
            assertThat(read.entries())
                    .as("seed %d, round %d", seed, round)
                    .hasSizeLessThanOrEqualTo(mutated.length / 384);
            assertThat(read.entries().size() + read.problems().size())
                    .as("seed %d, round %d", seed, round)
                    .isGreaterThanOrEqualTo(mutated.length == 0 ? 0 : 1);
        }
    }

    @Test
    void rulesMeetTheNamesThatSshdsLinesHave() throws IOException {
        var reader =
                new LoginEntries("btmp", new ByteArrayInputStream(login("root").bytes()), problem -> {});

        assertThat(reader.next()).isTrue();
        assertThat(reader.entry().layout().names()).contains("user", "src_ip");
        assertThat(reader.entry().source().product()).isEqualTo("linux");
        assertThat(reader.entry().time()).isNotEqualTo(Entry.NO_TIME);
    }
}
