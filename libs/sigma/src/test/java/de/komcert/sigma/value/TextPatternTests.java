package de.komcert.sigma.value;

import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Wildcards, escapes, and what is known of a pattern. */
class TextPatternTests {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            a\\b, a\\b
            a\\\\b, a\\b
            a\\*b, a*b
            a\\?b, a?b
            a\\\\\\*, a\\*
            a\\\\\\\\, a\\\\
            a\\\\\\x, a\\\\x
            """)
    void escapesGiveLiterals(String written, String literal) {
        var pattern = TextPattern.parse(written, false);
        assertThat(pattern.isLiteral()).isTrue();
        assertThat(pattern.longestLiteral()).isEqualTo(literal);
        assertThat(TextPattern.parse(pattern.toString(), false)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "a, EQUALS",
        "a*, PREFIX",
        "*a, SUFFIX",
        "*a*, CONTAINS",
        "*, ANYTHING",
        "**, ANYTHING",
        "a*b, GLOB",
        "?, GLOB",
        "*?*, GLOB",
        "a\\\\*, PREFIX"
    })
    void aPatternHasAShape(String written, TextPattern.Shape shape) {
        assertThat(TextPattern.parse(written, false).shape()).isEqualTo(shape);
    }

    @Test
    void wildcardsMatchLikeARegularExpression() {
        long seed = Long.getLong("komcert.seed", new Random().nextLong());
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var written = random(random, "ab*?", 6);
            var value = random(random, "ab", 8);
            var regex = Pattern.compile(written.replace("*", ".*").replace("?", "."));
            assertThat(TextPattern.parse(written, false).matches(value))
                    .as("%s on %s, seed %d", written, value, seed)
                    .isEqualTo(regex.matcher(value).matches());
        }
    }

    private static String random(Random random, String letters, int max) {
        var text = new StringBuilder();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
