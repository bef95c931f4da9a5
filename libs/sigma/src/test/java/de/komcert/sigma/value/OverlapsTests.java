package de.komcert.sigma.value;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OverlapsTests {

    @ParameterizedTest
    @CsvSource({
        "a,    16, false",
        "a,    17, true",
        "ab,   16, false",
        "ab,   17, true",
        "abac, 40, true",
    })
    void aTextThatRepeatsItselfStandsInItself(String part, int times, boolean areMany) {
        assertThat(Overlaps.areMany(part.repeat(times))).isEqualTo(areMany);
    }

    @Test
    void manyEqualLettersAreNoRepetition() {
        assertThat(Overlaps.areMany("a" + "ba".repeat(3) + "bcaaadaaafaaagaaahaaaiaaaj"))
                .isFalse();
        assertThat(Overlaps.areMany("b" + "a".repeat(1_000))).isFalse();
        assertThat(Overlaps.areMany("a".repeat(40) + "b")).isTrue();
    }

    @Test
    void whatRepeatsItselfIsFoundWhereItStands() {
        long seed = Long.getLong("komcert.seed", new Random().nextLong());
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            var wanted = "aab".repeat(random.nextInt(20, 24)).substring(random.nextInt(4));
            var text = "aab".repeat(random.nextInt(40))
                    + "ab".repeat(random.nextInt(2))
                    + "aab".repeat(random.nextInt(40));
            int from = random.nextInt(10);
            assertThat(Overlaps.indexOf(text, wanted, from))
                    .as("%s in %s, seed %d", wanted, text, seed)
                    .isEqualTo(text.indexOf(wanted, from));
            found += text.indexOf(wanted, from) >= 0 ? 1 : 0;
        }
        assertThat(found).isBetween(2_000, 18_000);
    }
}
