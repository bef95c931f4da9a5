package de.komcert.traces.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonObjectsTests {

    private final List<String> problems = new ArrayList<>();

    private List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> read(InputStream in) throws IOException {
        var objects = new JsonObjects(in, problem -> problems.add(problem.offset() + " " + problem.message()));
        var all = new ArrayList<String>();
        while (objects.next()) {
            all.add(new String(objects.bytes(), StandardCharsets.UTF_8));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"b\":\"{[\\\"\"}",
                "[{\"a\":1},{\"b\":\"{[\\\"\"}]",
                "[\n{\"a\":1}\n,\r\n {\"b\":\"{[\\\"\"}\n]\n",
                "{\"a\":1}{\"b\":\"{[\\\"\"}",
                "{\"@odata.context\":\"https://x/$metadata#{y}\",\"value\":[{\"a\":1},{\"b\":\"{[\\\"\"}],\"@odata.nextLink\":\"z{\"}",
                "{\"records\": [ {\"a\":1}, {\"b\":\"{[\\\"\"} ], \"count\": 2, \"more\": true}"
            })
    void areFoundHoweverTheyAreSetOut(String text) throws IOException {
        assertThat(read(text)).containsExactly("{\"a\":1}", "{\"b\":\"{[\\\"\"}");
        assertThat(problems).isEmpty();
    }

    @Test
    void aListOfThatNameFurtherInIsPartOfItsObject() throws IOException {
        var object = "{\"a\":{\"value\":[{\"b\":1}]},\"values\":[{\"c\":2}],\"value\":3}";

        assertThat(read(object)).containsExactly(object);
    }

    @Test
    void aBrokenObjectCostsItself() throws IOException {
        assertThat(read("{\"a\":1}\n{\"b\":\"offen}\n{\"c\":3}\nWas ist das\n{\"d\":4}\n{\"e\":"))
                .containsExactly("{\"a\":1}", "{\"c\":3}", "{\"d\":4}");
        assertThat(problems)
                .containsExactly(
                        "8 Object 2 has a text that does not end",
                        "29 Something here is no JSON object",
                        "49 Object 4 breaks off");
    }

    @Test
    void whatHasNoEndTakesBoundedRoom() throws IOException {
        var endless = new InputStream() {
            private long left = 1L << 26;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                Arrays.fill(into, from, from + length, (byte) (left == 1L << 26 ? '{' : 'x'));
                left -= length;
                return length;
            }
        };

        assertThat(read(endless)).isEmpty();
        assertThat(problems).hasSizeBetween(1, 10);
    }

    @Test
    void anythingIsReadToItsEnd() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        System.out.println("JsonObjectsTests: -Dkomcert.seed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append("{}[]\"\\:,\n value1".charAt(random.nextInt(16)));
            }
            for (var object : read(text.toString())) {
                assertThat(object).as("seed %d, %s", seed, text).startsWith("{").endsWith("}");
            }
        }
    }
}
