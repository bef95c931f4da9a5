package de.komcert.sigma;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.Network;
import de.komcert.sigma.value.TextPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Folding, wildcards, escapes, and what is known of a regular expression. */
class TextTests {

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

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            abc ; [abc] ; 3
            a[bB]c ; [abc] ; 3
            (foo|barbaz) ; [barbaz, foo] ; 3
            x?yyy ; [yyy, xyyy] ; 3
            .*long.*longer.* ; [longer] ; 10
            (?i)Cmd\\.EXE$ ; [cmd.exe] ; 7
            \\w+\\d ; [] ; 2
            a* ; [] ; 0
            .{1000,} ; [] ; 1000
            (ab){3} ; [ab] ; 6
            ab|.* ; [] ; 0
            """)
    void aRegularExpressionTellsWhatItNeeds(String regex, String literals, int min) throws Exception {
        var facts = RegexSyntax.facts(regex);
        assertThat(facts.literals().toString()).isEqualTo(literals);
        assertThat(facts.minLength()).isEqualTo(min);
    }

    @Test
    void whatARegularExpressionNeedsIsInEveryMatch() throws Exception {
        long seed = Long.getLong("komcert.seed", new Random().nextLong());
        var random = new Random(seed);
        int matches = 0;
        for (int i = 0; i < 50_000; i++) {
            var source = random(random, "abAB.|?*+()[]^$", 9);
            var value = random(random, "abAB", 10);
            try {
                var regex = RegularExpression.of(source, random.nextBoolean(), false, false);
                if (com.google.re2j.Pattern.compile(source).matcher(value).find()) {
                    matches++;
                    assertThat(value.length())
                            .as("%s, seed %d", source, seed)
                            .isGreaterThanOrEqualTo(regex.minLength());
                    if (!regex.literals().isEmpty()) {
                        assertThat(regex.literals())
                                .as("%s in %s, seed %d", source, value, seed)
                                .anyMatch(Fold.fold(value)::contains);
                    }
                }
            } catch (RegularExpression.Unusable unusable) {
                assertThat(unusable).hasMessageContaining("The regular expression");
            }
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    @Test
    void textIsReadFromWindowsBytes() {
        var text = new Text();
        var bytes = "Jörg 😀".getBytes(StandardCharsets.UTF_16LE);
        text.append("User: ");
        text.appendUtf16le(bytes, 0, bytes.length);
        text.append(42);
        assertThat(text).hasToString("User: Jörg 😀42");
    }

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
