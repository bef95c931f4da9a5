package de.komcert.sigma.regex;

import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegexWindowTests {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    \\\\[a-zA-Z0-9]{1,32}\\.[a-zA-Z0-9]{1,6}\\.[ "']{1} ; 2 ; C:\\a\\cmd.exe.' ; C:\\a\\cmd.exe" -k
                    \\s[a-f0-9]{64}\\s                                 ; 64 ; x AAAAAAAABBBBBBBBCCCCCCCCDDDDDDDDEEEEEEEEFFFFFFFF0000000011111111 ; x AAAAAAAA
                    \\s-\\s*<                                         ; 1 ; echo - < x ; echo - x
                    (a|b)+\\.exe$                                      ; 4 ; a.EXE ; a.com
                    """)
    void theRarestPlaceIsLookedFor(String regex, int length, String fits, String fitsNot) {
        var window = RegexWindow.of(regex);

        assertThat(window.length()).isEqualTo(length);
        assertThat(window.isIn(fits)).isTrue();
        assertThat(window.isIn(fitsNot)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a|b", "a*", "\\w+", "(abc)", ".{1000}", "\\x41b", "^*<", "[^a]b?", "a**<"})
    void whereNothingIsCertainNothingIsLookedFor(String regex) {
        assertThat(RegexWindow.of(regex)).isNull();
    }

    @Test
    void everythingBeyondAsciiMayFit() {
        assertThat(RegexWindow.of("<k>").isIn("<\u212a>")).isTrue();
        assertThat(RegexWindow.of("<[^x]y>").isIn("<😀y>")).isTrue();
    }

    @Test
    void everyTextInWhichAnExpressionIsFoundHasItsWindow() {
        long seed = Long.getLong("komcert.seed", new Random().nextLong());
        var random = new Random(seed);
        int windows = 0;
        int matches = 0;
        for (int i = 0; i < 60_000; i++) {
            var source = random(random, "aBk<>.|?*+()[]^$\\\\{}2,-dwsb\u212aü", 1 + random.nextInt(9));
            var window = RegexWindow.of(source);
            if (window == null) {
                continue;
            }
            // RE2J takes milliseconds to fold a class that spans all of Unicode.
            boolean anyCase = source.indexOf('[') < 0 && random.nextBoolean();
            Pattern pattern;
            try {
                pattern = Pattern.compile(source, anyCase ? Pattern.CASE_INSENSITIVE : 0);
            } catch (PatternSyntaxException wrong) {
                continue;
            }
            windows++;
            for (int k = 0; k < 8; k++) {
                var value = random(random, "aAbBkK<>2 -\\{}^$.\u212aü", random.nextInt(8));
                if (pattern.matcher(value).find()) {
                    matches++;
                    assertThat(window.isIn(value))
                            .as("%s in »%s«, seed %d", source, value, seed)
                            .isTrue();
                }
            }
        }
        assertThat(windows).isGreaterThan(1_000);
        assertThat(matches).isGreaterThan(1_000);
    }

    private static String random(Random random, String letters, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
