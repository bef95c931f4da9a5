package de.komcert.app.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import de.komcert.app.access.CompartmentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnchorTreeTests {

    private final long seed = Long.getLong("komcert.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 500})
    void everyHeadLeadsToTheRootAndEveryWayIsEquallyLong(int count) {
        var heads = heads(count);
        var tree = AnchorTree.of(heads, random);

        assertThat(tree.root()).as("seed %d", seed).hasSize(32);
        assertThat(tree.ways()).hasSize(count);
        for (int at = 0; at < count; at++) {
            var way = tree.ways().get(at);
            assertThat(way.root(heads.get(at))).as("seed %d", seed).isEqualTo(tree.root());
            assertThat(way.siblings()).hasSize(AnchorTree.DEPTH * 32);
            assertThat(way.slot()).isBetween(0, AnchorTree.SLOTS - 1);
        }
        assertThat(new HashSet<>(tree.ways().stream().map(AnchorTree.Way::slot).toList()))
                .as("seed %d", seed)
                .hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void noOtherHeadLeadsThere(int changed) {
        var head = heads(1).getFirst();
        var tree = AnchorTree.of(List.of(head), random);
        var other = switch (changed) {
            case 0 -> new AnchorTree.Leaf(CompartmentId.random(), head.number(), head.hash());
            case 1 -> new AnchorTree.Leaf(head.compartment(), head.number() + 1, head.hash());
            default -> new AnchorTree.Leaf(head.compartment(), head.number(), new byte[32]);
        };

        assertThat(tree.ways().getFirst().root(other)).isNotEqualTo(tree.root());
    }

    private List<AnchorTree.Leaf> heads(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var hash = new byte[32];
                    random.nextBytes(hash);
                    return new AnchorTree.Leaf(new CompartmentId(UUID.randomUUID()), number + 1, hash);
                })
                .toList();
    }
}
