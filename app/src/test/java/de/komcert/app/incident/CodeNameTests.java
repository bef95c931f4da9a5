package de.komcert.app.incident;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/** Names are drawn, so that none tells when its incident was opened, or how many there were. */
class CodeNameTests {

    private static final int DRAWN = 200;
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());

    private final List<CodeName> names = drawn(new Random(SEED));

    @Test
    void theyAreSpreadOverTreesAndNumbers() {
        assertThat(names).as("seed %d", SEED).allMatch(name -> name.value().matches("[A-Z]+-\\d\\d"));
        // Of 3564 names 200 drawn leave about 194 different ones, of 36 trees none out, of 99 numbers about 13.
        assertThat(new HashSet<>(names)).as("seed %d", SEED).hasSizeGreaterThan(175);
        assertThat(names.stream().map(CodeNameTests::tree).distinct())
                .as("seed %d", SEED)
                .hasSizeGreaterThan(28);
        assertThat(names.stream().map(CodeNameTests::number).distinct())
                .as("seed %d", SEED)
                .hasSizeGreaterThan(70);
        assertThat(names.stream().mapToInt(CodeNameTests::number).average().orElseThrow())
                .as("seed %d", SEED)
                .isCloseTo(50, withinPercentage(25));
    }

    @Test
    void noneTellsWhatComesNext() {
        // Where nothing is counted, the next name has the higher number, and the later tree, about as often as not.
        assertThat(rising(names.stream().map(CodeNameTests::number)))
                .as("seed %d", SEED)
                .isBetween(65, 135);
        assertThat(rising(names.stream().map(CodeNameTests::tree)))
                .as("seed %d", SEED)
                .isBetween(60, 130);
        assertThat(IntStream.range(1, DRAWN)
                        .filter(at -> number(names.get(at)) == number(names.get(at - 1)) + 1)
                        .count())
                .as("seed %d", SEED)
                .isLessThan(15);
    }

    @Test
    void anotherSourceDrawsOthers() {
        assertThat(drawn(new Random(SEED))).as("seed %d", SEED).isEqualTo(names);
        assertThat(drawn(new Random(SEED + 1))).as("seed %d", SEED).isNotEqualTo(names);
    }

    static int number(CodeName name) {
        return Integer.parseInt(name.value().substring(name.value().indexOf('-') + 1));
    }

    private static String tree(CodeName name) {
        return name.value().substring(0, name.value().indexOf('-'));
    }

    private static List<CodeName> drawn(Random random) {
        return Stream.generate(() -> CodeName.draw(random)).limit(DRAWN).toList();
    }

    private static <T extends Comparable<T>> int rising(Stream<T> values) {
        var all = values.toList();
        return (int) IntStream.range(1, all.size())
                .filter(at -> all.get(at).compareTo(all.get(at - 1)) > 0)
                .count();
    }
}
