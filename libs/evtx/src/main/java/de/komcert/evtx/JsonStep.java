package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One step of writing a template as JSON: constant bytes first, then something that depends on the record. All that is
 * constant between two values is one array here, which makes writing several times as fast as a walk through the tree.
 *
 * @param before written first
 * @param slot the slot that {@link Kind#VALUE}, {@link Kind#NESTED} and {@link Kind#SKIP} are about
 * @param node the node that {@link Kind#TREE} and {@link Kind#MEMBER} are about
 * @param target where {@link Kind#SKIP} and {@link Kind#JUMP} lead
 */
record JsonStep(
        byte[] before, Kind kind, int slot, @Nullable Node node, int target) {

    enum Kind {
        /** Nothing more. */
        CONSTANT,
        /** The value of an element that has nothing but a slot. */
        VALUE,
        /** The elements in a slot as further members; a text in it as {@code #text}. */
        NESTED,
        /** If the slot is null, go on at the target. */
        SKIP,
        /** Go on at the target. */
        JUMP,
        /** The value of an element of which too little is constant. */
        TREE,
        /** A further member, with its comma, of which too little is constant. */
        MEMBER
    }

    /** The steps for the top elements of a template. They write members without the object around them. */
    static JsonStep[] of(Node[] roots) {
        if (roots.length == 1 && roots[0] instanceof Node.Element root && root.key() != null && !isConditional(root)) {
            var compiler = new Compiler();
            compiler.element(root, root.key());
            return compiler.steps();
        }
        return new JsonStep[0];
    }

    private static boolean isConditional(Node.Element element) {
        var sole = element.sole();
        return element.dependency() >= 0 || (sole != null && sole.optional());
    }

    private static final class Compiler {

        /** Each missing attribute that is foreseen makes the steps longer. */
        private static final int MOST_MISSING = 3;

        private final List<JsonStep> steps = new ArrayList<>();
        private final ByteSink constant = new ByteSink(512);

        JsonStep[] steps() {
            add(Kind.CONSTANT, -1, null);
            return steps.toArray(JsonStep[]::new);
        }

        private void add(Kind kind, int slot, @Nullable Node node) {
            steps.add(new JsonStep(constant.copy(), kind, slot, node, -1));
            constant.clear();
        }

        private void ascii(String text) {
            constant.raw(text.getBytes(StandardCharsets.US_ASCII));
        }

        void element(Node.Element element, byte[] key) {
            constant.raw(key);
            value(element);
        }

        private void value(Node.Element element) {
            if (element.shown().length > 0 && (hasText(element) || !hasPlainSlots(element.shown()))) {
                add(Kind.TREE, -1, element);
            } else {
                from(0, element);
            }
        }

        /** The element when all attributes before this one are missing. */
        private void from(int attribute, Node.Element element) {
            var attributes = element.shown();
            if (attribute == attributes.length) {
                withoutAttributes(element);
            } else if (attributes[attribute].sole() == null) {
                withAttributes(attribute, element);
            } else if (attribute == MOST_MISSING || hasElements(element)) {
                add(Kind.TREE, -1, element);
            } else {
                int skip = skip(attributes[attribute].sole().index());
                withAttributes(attribute, element);
                int jump = jump();
                land(skip);
                from(attribute + 1, element);
                land(jump);
            }
        }

        private void withoutAttributes(Node.Element element) {
            var sole = element.sole();
            var members = element.members();
            if (sole != null) {
                add(Kind.VALUE, sole.index(), null);
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
                add(Kind.TREE, -1, element);
            }
        }

        /** This attribute is there, and none before it. */
        private void withAttributes(int first, Node.Element element) {
            ascii("{\"#attributes\":{");
            for (int i = first; i < element.shown().length; i++) {
                attribute(element.shown()[i], i == first);
            }
            ascii("}");
            members(element.members(), false);
            ascii("}");
        }

        /** Which would be written into each of the alternatives, and theirs into each of those. */
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

        private static boolean isConstant(Node.Attribute attribute) {
            for (var part : attribute.value()) {
                if (!(part instanceof Node.Literal)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean hasPlainSlots(Node.Attribute[] attributes) {
            for (var attribute : attributes) {
                if (attribute.sole() == null && !isConstant(attribute)) {
                    return false;
                }
            }
            return true;
        }

        private void attribute(Node.Attribute attribute, boolean first) {
            var sole = attribute.sole();
            int skip = sole == null || first ? -1 : skip(sole.index());
            ascii(first ? "" : ",");
            constant.raw(attribute.json());
            if (sole != null) {
                add(Kind.VALUE, sole.index(), null);
            } else {
                ascii("\"");
                for (var part : attribute.value()) {
                    constant.raw(((Node.Literal) part).json());
                }
                ascii("\"");
            }
            if (skip >= 0) {
                land(skip);
            }
        }

        private void members(Node[] members, boolean isFirst) {
            boolean first = isFirst;
            for (var node : members) {
                switch (node) {
                    case Node.Element element -> member(element, first);
                    case Node.Unnamed unnamed -> add(Kind.MEMBER, -1, unnamed);
                    case Node.Slot slot -> add(Kind.NESTED, slot.index(), null);
                    case Node.Literal text -> throw new IllegalStateException("Texts are left to the tree");
                    case Node.Attribute attribute -> {}
                    case Node.Instruction instruction -> {}
                }
                first = false;
            }
        }

        private void member(Node.Element element, boolean first) {
            var key = element.key();
            var sole = element.sole();
            boolean isOptional = sole != null && sole.optional();
            if (key == null || (isOptional && element.dependency() >= 0)) {
                add(Kind.MEMBER, -1, element);
            } else if (isConditional(element)) {
                int skip = skip(sole != null && isOptional ? sole.index() : element.dependency());
                ascii(",");
                element(element, key);
                land(skip);
            } else {
                ascii(first ? "" : ",");
                element(element, key);
            }
        }

        private int skip(int slot) {
            add(Kind.SKIP, slot, null);
            return steps.size() - 1;
        }

        private int jump() {
            add(Kind.JUMP, -1, null);
            return steps.size() - 1;
        }

        /** What comes next is where that step leads. */
        private void land(int step) {
            if (constant.length > 0) {
                add(Kind.CONSTANT, -1, null);
            }
            var from = steps.get(step);
            steps.set(step, new JsonStep(from.before(), from.kind(), from.slot(), from.node(), steps.size()));
        }
    }
}
