package de.komcert.app.identity.credentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRulesTests {

    @ParameterizedTest
    @CsvSource({
        "kurz, password.short",
        "elf Zeichen, password.short",
        "mein-can-y-Wort-hier, password.personal",
        "Wolke Yildiran Tasse, password.personal",
        "passwort1234, password.obvious",
        "Passwort!2026!, password.obvious",
        "123456789012, password.obvious",
        "qwertzuiop12, password.obvious",
        "Lagezentrum-2026, password.obvious",
        "KomCERT-Sommer-26, password.obvious",
        "aaaaaaaaaaaaaaa, password.obvious"
    })
    void refuses(String password, String problem) {
        assertThat(PasswordRules.problem(password, "can-y", "Can Yildiran")).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wolke Tasse Bagger Harz", "zwölf Zeichen", "Can-can-Tänzer im Regen", "t4Kp-9sWz-mm2e"})
    void takes(String password) {
        assertThat(PasswordRules.problem(password, "can-y", "Can Yildiran")).isEmpty();
    }

    @Test
    void refusesWhatIsLongerThanAnybodyTypes() {
        assertThat(PasswordRules.problem("Wolke ".repeat(40), "can-y", "Can Yildiran"))
                .contains("password.long");
    }

    @Test
    void itsOwnRandomPasswordsPass() {
        var random = PasswordRules.random();
        assertThat(random).matches("([2-9a-z]{4}-){5}[2-9a-z]{4}").isNotEqualTo(PasswordRules.random());
        assertThat(PasswordRules.problem(random, "can-y", "Can Yildiran")).isEmpty();
    }
}
