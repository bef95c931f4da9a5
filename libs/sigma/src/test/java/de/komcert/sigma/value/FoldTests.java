package de.komcert.sigma.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoldTests {

    @ParameterizedTest
    @CsvSource({
        "Ä, ä",
        "ẞ, ß",
        "Σ, ς",
        "ſ, s",
        "\u212a, k",
        "\u212b, å",
        "Ǆ, ǆ",
        "\u2126, ω",
        "Ж, ж",
        "\ud801\udc00, \ud801\udc28"
    })
    void upperAndLowerCaseAreOne(String upper, String lower) {
        assertThat(Fold.fold("x" + upper)).isEqualTo(Fold.fold("X" + lower)).hasSameSizeAs("x" + upper);
    }

    @Test
    void foldingGoesNoFurther() {
        assertThat(Fold.fold("ß")).isNotEqualTo(Fold.fold("ss"));
        assertThat(Fold.fold("ä")).isNotEqualTo(Fold.fold("a"));
        assertThat(Fold.fold("İ")).isNotEqualTo(Fold.fold("i"));
        assertThat(Fold.fold("ı")).isNotEqualTo(Fold.fold("I"));
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        for (int c = 0; c < 1 << 16; c++) {
            assertThat(Fold.fold(Fold.fold((char) c))).isEqualTo(Fold.fold((char) c));
        }
    }
}
