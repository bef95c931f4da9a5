package de.komcert.sigma.regex;

import java.util.Random;

import de.komcert.sigma.value.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of a regular expression. */
class RegexSyntaxTests {

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

    private static String random(Random random, String letters, int max) {
        var text = new StringBuilder();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
