package de.komcert.app.identity.credentials;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, with the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void computesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void codesAndHashesAreTheSameWhateverLanguageTheMachineSpeaks() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Totp.code(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
            var hash = new PasswordHash(new PasswordHash.Cost(19_456, 2, 1), "c29tZXNhbHQ", "n".repeat(43));
            assertThat(PasswordHash.parse(hash.toString())).contains(hash);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @CsvSource({"-61, false", "-30, true", "0, true", "30, true", "61, false"})
    void takesACodeOfTheStepBeforeOrAfter(long off, boolean taken) {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var code = Totp.code(SECRET, now.plusSeconds(off));
        assertThat(Totp.step(SECRET, code, now).isPresent()).isEqualTo(taken);
    }

    @Test
    void writesTheSecretAsAppsReadIt() {
        assertThat(Totp.typed(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.link(SECRET, "can.y"))
                .isEqualTo("otpauth://totp/KomCERT:can.y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=KomCERT");
    }

    @Test
    void makesADifferentSecretEachTime() {
        assertThat(Totp.newSecret()).hasSize(20).isNotEqualTo(Totp.newSecret());
    }
}
