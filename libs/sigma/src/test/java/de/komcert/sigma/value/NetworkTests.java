package de.komcert.sigma.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkTests {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 1.2.3.4, true",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.0/31, 10.0.0.2, false",
        "::/0, ::, true",
        "::1/128, 0:0:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::ffff:0:0/96, 1.2.3.4, true",
        "::ffff:10.0.0.0/104, 10.2.3.4, true",
        "::ffff:10.0.0.0/104, 11.2.3.4, false",
        "1::/16, 1::2::3, false",
        "1::/16, 1:2:3:4:5:6:7:8:9, false",
        "10.0.0.0/8, 10.0.0.256, false",
        "10.0.0.0/8, '', false"
    })
    void networksHoldTheirAddresses(String network, String address, boolean expected) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isEqualTo(expected);
    }
}
