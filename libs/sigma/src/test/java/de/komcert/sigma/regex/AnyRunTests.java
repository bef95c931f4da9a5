package de.komcert.sigma.regex;

import java.util.Random;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted is what a search would have found. */
class AnyRunTests {

    private static final String[] CHARACTERS = {"a", "ß", "\n", "\r", "\u2028", "😀", "\ud83d", "\ude00", "\0"};

    @Test
    void countingFindsWhatASearchWould() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int least = random.nextInt(12);
            var source = switch (random.nextInt(4)) {
                case 0 -> ".{" + least + "}";
                case 1 -> ".{" + least + ",}";
                case 2 -> ".{" + least + "," + (least + random.nextInt(5)) + "}";
                default -> ".{" + least + ",}?";
            };
            boolean dotAll = random.nextBoolean();
            var value = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                value.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }

            var run = AnyRun.of(source, dotAll);

            assertThat(run).as(source).isNotNull();
            assertThat(run.isIn(value))
                    .as("%s %s in »%s«, seed %d", source, dotAll, value, seed)
                    .isEqualTo(Pattern.compile(source, dotAll ? Pattern.DOTALL : 0)
                            .matcher(value)
                            .find());
        }
    }

    @Test
    void whateverElseIsAskedIsSearchedFor() {
        for (var source :
                new String[] {".", ".*", "^.{5}", ".{5}$", ".{5}a", "(.{5})", ".{1,2}.{3}", "\\.{5}", "[a-z]{5,}"}) {
            assertThat(AnyRun.of(source, false)).as(source).isNull();
        }
    }
}
