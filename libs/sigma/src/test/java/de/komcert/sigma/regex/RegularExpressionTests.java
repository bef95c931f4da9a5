package de.komcert.sigma.regex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegularExpressionTests {

    @ParameterizedTest
    @ValueSource(strings = {"x(?i)?", "x(?i)*y", "(?s)+", "a(?i){2}"})
    void aRepeatedFlagIsRefusedSinceNobodyCanMeanIt(String source) {
        assertThatThrownBy(() -> RegularExpression.of(source, false, false, false))
                .isInstanceOf(RegularExpression.Unusable.class)
                .hasMessageContaining("repeats a flag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "(?!a)", "(?<=a)b", "(a)\\1", "(a", "a)", "[a"})
    void whatCannotBeSearchedInLinearTimeOrIsNoExpressionIsRefused(String source) {
        assertThatThrownBy(() -> RegularExpression.of(source, false, false, false))
                .isInstanceOf(RegularExpression.Unusable.class);
    }

    @Test
    void aBraceThatCountsNothingIsABrace() throws RegularExpression.Unusable {
        assertThat(RegularExpression.of("a{2", false, false, false).isFoundIn("xa{2"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "(?i)powershell -enc, 15, POWERSHELL -ENC x, powershell",
        "ab+c?,               2,  xabbbx,            a",
        "(ab|cde)f,           3,  cdef,              cde",
        "a{3},                3,  aaaa,              aa",
    })
    void whatIsKnownOfAnExpressionIsNeverMoreThanTrue(String source, int shortest, String found, String missing)
            throws RegularExpression.Unusable {
        var expression = RegularExpression.of(source, false, false, false);

        assertThat(expression.minLength()).isEqualTo(shortest);
        assertThat(expression.mayBeIn(found)).isTrue();
        assertThat(expression.isFoundIn(found)).isTrue();
        assertThat(expression.isFoundIn(missing)).isFalse();
    }

    @Test
    void anExpressionOfUnboundedLengthIsRefused() {
        assertThatThrownBy(
                        () -> RegularExpression.of("a".repeat(RegularExpression.MAX_LENGTH + 1), false, false, false))
                .isInstanceOf(RegularExpression.Unusable.class);
    }
}
