package de.komcert.app.forensics.finding;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorableTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final String UNITS = "a\0\uD83D\uDE00\uDFFF\uD800ü\n";

    @Test
    void whatTheDatabaseTakesIsTheSameText() {
        var text = "Grüße \uD83D\uDE00 aus dem Rathaus\n";
        assertThat(Storable.text(text)).isSameAs(text);
    }

    @Test
    void aNulAndEachHalfOfASignIsReplacedAndNothingElse() {
        System.out.println("komcert.seed=" + SEED);
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(8), 0, UNITS.length()).forEach(at -> text.append(UNITS.charAt(at)));
            assertThat(Storable.text(text.toString()))
                    .as("seed %d", SEED)
                    .isEqualTo(text.toString().replaceAll("[\0\\p{Cs}]", "\uFFFD"));
        }
    }
}
