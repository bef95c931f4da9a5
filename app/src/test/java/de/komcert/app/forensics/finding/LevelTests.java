package de.komcert.app.forensics.finding;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LevelTests {

    @Test
    void levelsAreStoredByThePlaceTheyHaveInSigma() {
        assertThat(Arrays.stream(Level.values()).map(Enum::name))
                .containsExactlyElementsOf(Arrays.stream(de.komcert.sigma.Level.values())
                        .map(Enum::name)
                        .toList());
    }
}
