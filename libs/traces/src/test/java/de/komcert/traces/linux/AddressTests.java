package de.komcert.traces.linux;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressTests {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9,             203.0.113.9",
        "::,                      ::",
        "::1,                     ::1",
        "fe80::,                  fe80::",
        "2001:DB8:0:0:0:0:0:7,    2001:db8::7",
        "2001:db8:0:0:1:0:0:0,    2001:db8:0:0:1::",
        "2001:db8:0:0:1:0:0:1,    2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,    2001:db8:0:1:1:1:1:1",
        "2001:db8:10:0:0:a0:0:0a, 2001:db8:10::a0:0:a",
        "::ffff:c000:207,         192.0.2.7"
    })
    void anAddressHasOneForm(String text, String expected) {
        assertThat(Address.of(text)).isEqualTo(expected);
        assertThat(Address.of(expected)).isEqualTo(expected);
        assertThat(Address.of(InetAddress.ofLiteral(text).getAddress())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":0", ":0.0", "pc.example", "203.0.113.9 via mosh [7]", "999.1.1.1", "::1::2", "a:b", "1.2.3"
            })
    void whatIsNoneIsNone(String text) {
        assertThat(Address.of(text)).isNull();
    }

    @Test
    void theShortestFormIsTheOneThatJavaUnderstandsAgain() {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var bytes = new byte[16];
            for (int group = 0; group < 8; group++) {
                int value = random.nextBoolean() ? 0 : random.nextInt(1 << 1 + random.nextInt(16));
                bytes[2 * group] = (byte) (value >> 8);
                bytes[2 * group + 1] = (byte) value;
            }
            var text = Address.of(bytes);
            byte[] again = InetAddress.ofLiteral(text).getAddress();
            assertThat(Arrays.copyOfRange(bytes, 16 - again.length, 16))
                    .as("seed %d, round %d, %s", seed, round, text)
                    .isEqualTo(again);
            assertThat(Address.of(text)).isEqualTo(text);
        }
    }
}
