package de.komcert.e2e;

import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

    // The key "12345678901234567890" and the last six digits of each code, from RFC 6238, appendix B.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void showsTheCodesOfTheStandard(long second, String code) {
        var telephone = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Clock.systemUTC());
        assertThat(telephone.at(Instant.ofEpochSecond(second))).isEqualTo(code);
    }
}
