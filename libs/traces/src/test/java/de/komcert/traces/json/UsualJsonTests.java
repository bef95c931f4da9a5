package de.komcert.traces.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import de.komcert.traces.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The short way through lines as they usually are against the parser: the same events and the same problems. */
class UsualJsonTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":\"b\"}",
                "{\"a\":\"b\"} x",
                "{\"a\":\"b\"}{}",
                "{\"a\":\"b\",}",
                "{\"a\":1,\"a\":2}",
                "{\"\":{\"\":0}}",
                "{\"a\":{\"b\":[1,[2,{\"c\":3}],{\"b\":4},null,5]}}",
                "{\"a\":[{\"b\":1},2,{\"b\":3},[4]]}",
                "{\"a\":[]}",
                "{\"a\":[,]}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":true\u000b}",
                "{\"a\":null}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1.50E+007}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":0x10}",
                "{\"a\":\"\\u0041\\ud83d\\ude00\\ud83d\\/\\\"\\\\\\b\\f\\n\\r\\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":\"nul\u0000here\"}",
                "{\"\\u0061\":1,\"ä\":2}",
                "{\"a\":\"Grüße € 😀\"}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\"}",
                "{\"a\":",
                "{\"a\":\"b",
                "{",
                "[1]",
                "1",
                "\"a\"",
                "\ufeff{\"a\":1}",
                "/* c */{\"a\":1}",
                "{\"a\":1}//",
            })
    void agreesOn(String line) throws IOException {
        compare(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void agreesOnBytesThatAreNoProperText() throws IOException {
        int[][] sequences = {
            {0x80},
            {0xff},
            {0xc0, 0x80},
            {0xc1, 0xbf},
            {0xc3},
            {0xc3, 0x28},
            {0xe0, 0x80, 0x80},
            {0xe2, 0x82},
            {0xed, 0xa0, 0x80},
            {0xed, 0xbf, 0xbf},
            {0xef, 0xbf, 0xbf},
            {0xf0, 0x80, 0x80, 0x80},
            {0xf0, 0x9f, 0x98},
            {0xf4, 0x8f, 0xbf, 0xbf},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf5, 0x80, 0x80, 0x80},
            {0xf8, 0x88, 0x80, 0x80, 0x80},
        };
        for (int[] sequence : sequences) {
            for (String around : List.of(
                    "{\"a\":\"?\"}", "{\"?\":1}", "{\"a\":\"long enough to be read by eights ?\"}", "?{}", "{}?")) {
                compare(replaced(around, sequence));
            }
        }
    }

    private static byte[] replaced(String line, int[] sequence) {
        var bytes = new ByteArrayOutputStream();
        for (int c : line.chars().toArray()) {
            if (c == '?') {
                for (int b : sequence) {
                    bytes.write(b);
                }
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void agreesOnOtherEncodings() throws IOException {
        for (var charset : List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_32)) {
            compare("{\"a\":\"b\"}".getBytes(charset));
            compare(" {\"a\":\"b\"}".getBytes(charset));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 65, 66, 1100})
    void agreesHowDeepIsTooDeep(int depth) throws IOException {
        compare(("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(StandardCharsets.UTF_8));
        compare(("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(StandardCharsets.UTF_8));
        compare(("{\"a\":" + "[{\"b\":".repeat(depth) + "1" + "}]".repeat(depth) + "}")
                .getBytes(StandardCharsets.UTF_8));
        compare("{\"a\":".repeat(depth).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 999, 1000, 1001, 1100})
    void agreesOnLongNumbersAndNames(int length) throws IOException {
        compare(("{\"a\":" + "9".repeat(length) + "}").getBytes(StandardCharsets.UTF_8));
        compare(("{\"a\":0." + "9".repeat(length) + "e1}").getBytes(StandardCharsets.UTF_8));
        compare(("{\"" + "n".repeat(length * 60) + "\":1}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void agreesOnManyNamesOneAfterTheOther() throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"n%d\":{\"x\":%d},\"x\":\"y\",\"n%d\":0}\n".formatted(i, i, i % 7));
        }
        compare(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void agreesOnRandomLinesAndOnDamagedOnes() throws IOException {
        var random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            var content = new ByteArrayOutputStream();
            for (int line = 0; line < 50; line++) {
                byte[] bytes = object(random, 0).getBytes(StandardCharsets.UTF_8);
                for (int damage = random.nextInt(8) - 4; damage > 0; damage--) {
                    bytes[random.nextInt(bytes.length)] = damagedByte(random);
                }
                content.writeBytes(random.nextInt(20) == 0 ? cut(bytes, random) : bytes);
                content.write('\n');
            }
            compare(content.toByteArray());
        }
    }

    private static byte damagedByte(Random random) {
        var likely = "{}[]\":,\\ \t\n\r0-+.eE/utfn\0";
        return (byte) (random.nextBoolean() ? likely.charAt(random.nextInt(likely.length())) : random.nextInt(256));
    }

    private static byte[] cut(byte[] bytes, Random random) {
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static String object(Random random, int depth) {
        var members = new ArrayList<String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.add(blank(random) + text(random, 3) + blank(random) + ":" + value(random, depth));
        }
        return "{" + String.join(",", members) + blank(random) + "}";
    }

    private static String value(Random random, int depth) {
        var value = switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0, 1, 2 -> text(random, 30);
            case 3 -> String.valueOf(random.nextLong());
            case 4 -> String.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(60) - 30));
            case 5 -> List.of("true", "false", "null", "0", "-0", "1e9").get(random.nextInt(6));
            case 6 -> object(random, depth + 1);
            default -> {
                var elements = new ArrayList<String>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, depth + 1));
                }
                yield "[" + String.join(",", elements) + blank(random) + "]";
            }
        };
        return blank(random) + value + blank(random);
    }

    private static String text(Random random, int longest) {
        var pieces = List.of(
                "a", "b", "c", "EventID", "ä", "€", "😀", "\\n", "\\\\", "\\\"", "\\u00e4", "\\ud83d", "\\u0000",
                "\u007f");
        var text = new StringBuilder("\"");
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(pieces.get(random.nextInt(random.nextInt(4) == 0 ? pieces.size() : 4)));
        }
        return text.append('"').toString();
    }

    private static String blank(Random random) {
        return List.of("", "", "", "", " ", "\t", "\r", "  ").get(random.nextInt(8));
    }

    private static void compare(byte[] content) throws IOException {
        var expected = Reading.of(content, (in, problems) -> new JsonEntries(in, problems, false));

        var quick = Reading.of(content, (in, problems) -> new JsonEntries(in, problems, true));

        assertThat(quick).as("-Dkomcert.seed=%d", SEED).isEqualTo(expected);
    }
}
