package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How to write a template as JSON, in steps: constant bytes first, then something that depends on the record. All that
 * is constant between two values is one piece here, which makes writing several times as fast as a walk through the tree.
 *
 * <p>The steps stand in one row of numbers, {@value #NUMBERS} for each: what to do, where its constant begins and how
 * long it is, a slot or a node, and where to go on. So does a writer run through two arrays and follow no reference.
 */
final class JsonProgram {

    /** Numbers of a step. */
    static final int NUMBERS = 5;
    /** Bytes behind the last constant, so that eight can be copied at once also at its end. */
    private static final int SLACK = 7;

    /** Nothing more. */
    static final int CONSTANT = 0;
    /** The value of an element that has nothing but a slot. */
    static final int VALUE = 1;
    /** The elements in a slot as further members; a text in it as {@code #text}. */
    static final int NESTED = 2;
    /** If the slot is null, go on elsewhere. */
    static final int SKIP = 3;
    /** The value of an element of which too little is constant. */
    static final int TREE = 4;
    /** A further member, with its comma, of which too little is constant. */
    static final int MEMBER = 5;
    /** Here the value of an element begins whose attributes may all be missing. */
    static final int ATTRIBUTES = 6;
    /** One of those, its constant too, unless its slot is null. */
    static final int ATTRIBUTE = 7;
    /** The end of such an element without content. */
    static final int EMPTY = 8;
    /** The end of such an element whose content is a slot. */
    static final int TEXT = 9;

    final int[] steps;
    final byte[] constants;
    final Node[] nodes;

    private JsonProgram(int[] steps, byte[] constants, Node[] nodes) {
        this.steps = steps;
        this.constants = constants;
        this.nodes = nodes;
    }

    boolean isEmpty() {
        return steps.length == 0;
    }

    /**
     * The steps for the top element of a template, where it is there; none where all is left to the tree. They write a
     * member without the object around it.
     */
    static JsonProgram of(Node[] roots) {
        var compiler = new Compiler();
        if (roots.length == 1 && roots[0] instanceof Node.Element root && root.key() != null) {
            compiler.element(root, root.key());
            compiler.add(CONSTANT, -1);
        }
        return compiler.program();
    }

    private static final class Compiler {

        private final List<int[]> steps = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final ByteSink constants = new ByteSink(1024);
        /** Where the constant of the next step begins. */
        private int begun;

        JsonProgram program() {
            constants.raw(new byte[SLACK]);
            return new JsonProgram(
                    steps.stream().flatMapToInt(Arrays::stream).toArray(),
                    constants.copy(),
                    nodes.toArray(Node[]::new));
        }

        private void add(int kind, int slot) {
            steps.add(new int[] {kind, begun, constants.length - begun, slot, -1});
            begun = constants.length;
        }

        private void add(int kind, Node node) {
            add(kind, nodes.size());
            nodes.add(node);
        }

        private void ascii(String text) {
            constants.raw(text.getBytes(StandardCharsets.US_ASCII));
        }

        void element(Node.Element element, byte[] key) {
            constants.raw(key);
            var attributes = element.shown();
            if (attributes.length == 0) {
                withoutAttributes(element);
            } else if (hasText(element)) {
                add(TREE, element);
            } else if (areConstant(attributes)) {
                withConstantAttributes(element);
            } else if (hasElements(element) || !areConstantOrSlots(attributes)) {
                add(TREE, element);
            } else {
                withAttributes(element);
            }
        }

        private void withoutAttributes(Node.Element element) {
            var sole = element.sole();
            var members = element.members();
            if (sole != null) {
                add(VALUE, sole.index());
            } else if (members.length == 0) {
                ascii("null");
            } else if (!hasText(element)
                    && members[0] instanceof Node.Element first
                    && first.key() != null
                    && !isConditional(first)) {
                ascii("{");
                members(members, true);
                ascii("}");
            } else {
                add(TREE, element);
            }
        }

        private void withConstantAttributes(Node.Element element) {
            ascii("{\"#attributes\":{");
            for (int i = 0; i < element.shown().length; i++) {
                ascii(i == 0 ? "" : ",");
                constant(element.shown()[i]);
            }
            ascii("}");
            members(element.members(), false);
            ascii("}");
        }

        private void withAttributes(Node.Element element) {
            add(ATTRIBUTES, -1);
            for (var attribute : element.shown()) {
                var slot = attribute.sole();
                if (slot == null) {
                    constant(attribute);
                } else {
                    constants.raw(attribute.json());
                }
                add(ATTRIBUTE, slot == null ? -1 : slot.index());
            }
            var content = element.sole();
            add(content == null ? EMPTY : TEXT, content == null ? -1 : content.index());
        }

        private void constant(Node.Attribute attribute) {
            constants.raw(attribute.json());
            ascii("\"");
            for (var part : attribute.value()) {
                constants.raw(((Node.Literal) part).json());
            }
            ascii("\"");
        }

        private static boolean isConditional(Node.Element element) {
            var sole = element.sole();
            return element.dependency() >= 0 || (sole != null && sole.optional());
        }

        private static boolean hasElements(Node.Element element) {
            return element.sole() == null && element.members().length > 0;
        }

        private static boolean hasText(Node.Element element) {
            for (var node : element.content()) {
                if (node instanceof Node.Literal) {
                    return true;
                }
            }
            return false;
        }

        private static boolean areConstant(Node.Attribute[] attributes) {
            for (var attribute : attributes) {
                if (!isConstant(attribute)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean areConstantOrSlots(Node.Attribute[] attributes) {
            for (var attribute : attributes) {
                if (attribute.sole() == null && !isConstant(attribute)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isConstant(Node.Attribute attribute) {
            for (var part : attribute.value()) {
                if (!(part instanceof Node.Literal)) {
                    return false;
                }
            }
            return true;
        }

        private void members(Node[] members, boolean isFirst) {
            boolean first = isFirst;
            for (var node : members) {
                switch (node) {
                    case Node.Element element -> member(element, first);
                    case Node.Unnamed unnamed -> add(MEMBER, unnamed);
                    case Node.Slot slot -> add(NESTED, slot.index());
                    case Node.Literal text -> throw new IllegalStateException("Texts are left to the tree");
                    case Node.Attribute attribute -> {}
                    case Node.Instruction instruction -> {}
                }
                first = false;
            }
        }

        private void member(Node.Element element, boolean first) {
            var key = element.key();
            if (key == null) {
                add(MEMBER, element);
                return;
            }
            var sole = element.sole();
            int unless = element.dependency() < 0 ? -1 : skip(element.dependency());
            int unlessOwn = sole == null || !sole.optional() ? -1 : skip(sole.index());
            ascii(first ? "" : ",");
            element(element, key);
            land(unless);
            land(unlessOwn);
        }

        private int skip(int slot) {
            add(SKIP, slot);
            return steps.size() - 1;
        }

        /** What comes next is where that step leads. */
        private void land(int step) {
            if (step >= 0) {
                if (constants.length > begun) {
                    add(CONSTANT, -1);
                }
                steps.get(step)[4] = steps.size() * NUMBERS;
            }
        }
    }
}
