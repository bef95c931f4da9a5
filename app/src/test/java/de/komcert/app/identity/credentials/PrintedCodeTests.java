package de.komcert.app.identity.credentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrintedCodeTests {

    @Test
    void aSheetHasTenDifferentCodesThatReadWell() {
        var sheet = PrintedCode.sheet();
        assertThat(sheet).hasSize(10).doesNotHaveDuplicates();
        assertThat(sheet).allSatisfy(code -> assertThat(code.text()).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"K7QF-2MXD", "k7qf2mxd", " K7QF 2MXD ", "K7-QF-2M-XD"})
    void isReadHoweverItIsTyped(String typed) {
        assertThat(PrintedCode.parse(typed)).contains(new PrintedCode("K7QF-2MXD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "287082", "K7QF-2MX", "K7QF-2MXD-A", "K7QF-2MX0"})
    void nothingElseIsACode(String typed) {
        assertThat(PrintedCode.parse(typed)).isEmpty();
    }
}
