package de.komcert.app.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import de.komcert.app.access.CompartmentId;

/**
 * A hash tree of fixed depth over the heads that are anchored together.
 *
 * <p>Each head lies at a random place among {@value #SLOTS}; whatever of the tree holds no head is random. A way through
 * it is therefore always {@value #DEPTH} hashes long and tells its reader nothing about how many other heads there are.
 */
final class AnchorTree {

    static final int DEPTH = 16;
    static final int SLOTS = 1 << DEPTH;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] root;
    private final List<Way> ways;

    private AnchorTree(byte[] root, List<Way> ways) {
        this.root = root;
        this.ways = List.copyOf(ways);
    }

    /** The head of one compartment. */
    record Leaf(CompartmentId compartment, long number, byte[] hash) {}

    /**
     * From a head to the root.
     *
     * @param siblings the hash beside each node on the way, lowest first, one after the other
     */
    record Way(byte[] salt, int slot, byte[] siblings) {

        /** The root one arrives at from this head. */
        byte[] root(Leaf leaf) {
            var node = leafHash(salt, leaf);
            for (int level = 0; level < DEPTH; level++) {
                var sibling = new byte[Link.HASH_BYTES];
                ByteBuffer.wrap(siblings).position(level * Link.HASH_BYTES).get(sibling);
                boolean right = (slot >> level & 1) == 1;
                node = right ? nodeHash(sibling, node) : nodeHash(node, sibling);
            }
            return node;
        }
    }

    byte[] root() {
        return root;
    }

    /** The ways, in the order of the heads. */
    List<Way> ways() {
        return ways;
    }

    static AnchorTree of(List<Leaf> heads, RandomGenerator random) {
        var slots = new ArrayList<Integer>();
        var salts = new ArrayList<byte[]>();
        Map<Integer, byte[]> level = new TreeMap<>();
        for (var head : heads) {
            int slot = random.nextInt(SLOTS);
            while (level.containsKey(slot)) {
                slot = random.nextInt(SLOTS);
            }
            var salt = bytes(random);
            slots.add(slot);
            salts.add(salt);
            level.put(slot, leafHash(salt, head));
        }
        var siblings = heads.stream()
                .map(_ -> ByteBuffer.allocate(DEPTH * Link.HASH_BYTES))
                .toList();
        for (int height = 0; height < DEPTH; height++) {
            var beside = beside(level, random);
            for (int head = 0; head < heads.size(); head++) {
                siblings.get(head).put(Objects.requireNonNull(beside.get(slots.get(head) >> height)));
            }
            level = above(level, beside);
        }
        var ways = new ArrayList<Way>();
        for (int head = 0; head < heads.size(); head++) {
            ways.add(
                    new Way(salts.get(head), slots.get(head), siblings.get(head).array()));
        }
        return new AnchorTree(level.isEmpty() ? bytes(random) : Objects.requireNonNull(level.get(0)), ways);
    }

    private static Map<Integer, byte[]> beside(Map<Integer, byte[]> level, RandomGenerator random) {
        var beside = new HashMap<Integer, byte[]>();
        level.keySet().forEach(index -> {
            var real = level.get(index ^ 1);
            beside.put(index, real == null ? bytes(random) : real);
        });
        return beside;
    }

    private static Map<Integer, byte[]> above(Map<Integer, byte[]> level, Map<Integer, byte[]> beside) {
        var above = new TreeMap<Integer, byte[]>();
        level.forEach((index, node) -> {
            var sibling = Objects.requireNonNull(beside.get(index));
            above.put(index >> 1, (index & 1) == 1 ? nodeHash(sibling, node) : nodeHash(node, sibling));
        });
        return above;
    }

    private static byte[] leafHash(byte[] salt, Leaf leaf) {
        var id = leaf.compartment().value();
        return Link.sha256()
                .digest(ByteBuffer.allocate(1 + Link.HASH_BYTES * 2 + Long.BYTES * 3)
                        .put(LEAF)
                        .put(salt)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .putLong(leaf.number())
                        .put(leaf.hash())
                        .array());
    }

    private static byte[] nodeHash(byte[] left, byte[] right) {
        return Link.sha256()
                .digest(ByteBuffer.allocate(1 + Link.HASH_BYTES * 2)
                        .put(NODE)
                        .put(left)
                        .put(right)
                        .array());
    }

    private static byte[] bytes(RandomGenerator random) {
        var bytes = new byte[Link.HASH_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
