package de.komcert.app.constituency;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRangeTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.7, 192.0.2.7/32",
        "2001:DB8:0:0::/32, 2001:db8::/32",
        "2001:db8:0:1::/64, 2001:db8:0:1::/64",
        "2001:db8::1, 2001:db8::1/128",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
        "2001:db8:1:2:3:0:5:6, 2001:db8:1:2:3:0:5:6/128",
    })
    void readsBothFamiliesAndWritesOneForm(String written, String canonical) {
        assertThat(AddressRange.parse(written)).hasToString("Optional[" + canonical + "]");
        assertThat(AddressRange.parse(canonical)).isEqualTo(AddressRange.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.5/24",
                "192.0.2.0/33",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2/24",
                "3221225984",
                "192.000.002.0/24",
                "0.0.0.0/0",
                "::/0",
                "2001:db8::1/32",
                "2001:db8:::/32",
                "::ffff:192.0.2.1",
                "::ffff:c000:201",
                "2001:db8::%eth0/64",
                "musterstadt.example",
                "192.0.2.0/24/24",
                "192.0.2.0/24\u0000"
            })
    void refusesEverythingElseWithoutLookingUpNames(String written) {
        assertThat(AddressRange.parse(written)).isEmpty();
    }

    @Test
    void containsItsAddresses() {
        var range = AddressRange.parse("192.0.2.128/27").orElseThrow();
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.159"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("192.0.2.160"))).isFalse();
        assertThat(range.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Lindhövel.EXAMPLE., xn--lindhvel-r4a.example", "www.drosselrath.example, www.drosselrath.example"})
    void readsDomainNames(String written, String canonical) {
        assertThat(DomainName.parse(written).map(DomainName::value)).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "https://a.example",
                "a b.example",
                "a..example",
                "-a.example",
                "a.example/x",
                "a.example\u0000"
            })
    void refusesWhatIsNoDomainName(String written) {
        assertThat(DomainName.parse(written)).isEmpty();
    }
}
