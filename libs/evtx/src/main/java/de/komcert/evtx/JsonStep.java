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
 * @param target where {@link Kind#SKIP} leads
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
            var sole = element.sole();
            boolean bare = element.shown().length == 0;
            if (bare && sole != null) {
                add(Kind.VALUE, sole.index(), null);
            } else if (bare && element.members().length == 0) {
                ascii("null");
            } else if (startsConstant(element)) {
                ascii("{");
                if (!bare) {
                    attributes(element.shown());
                }
                members(element.members(), bare);
                ascii("}");
            } else {
                add(Kind.TREE, -1, element);
            }
        }

        /** Whether something stands first in the object in every record, so that all else follows a comma. */
        private static boolean startsConstant(Node.Element element) {
            for (var node : element.members()) {
                if (node instanceof Node.Literal) {
                    return false;
                }
            }
            if (element.shown().length > 0) {
                return isConstant(element.shown()[0]) && hasPlainSlots(element.shown());
            }
            return element.members()[0] instanceof Node.Element first && first.key() != null && !isConditional(first);
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

        private void attributes(Node.Attribute[] attributes) {
            ascii("\"#attributes\":{");
            boolean first = true;
            for (var attribute : attributes) {
                var sole = attribute.sole();
                if (sole == null) {
                    ascii(first ? "" : ",");
                    constant.raw(attribute.json());
                    ascii("\"");
                    for (var part : attribute.value()) {
                        constant.raw(((Node.Literal) part).json());
                    }
                    ascii("\"");
                } else {
                    unlessNull(sole.index(), () -> {
                        ascii(",");
                        constant.raw(attribute.json());
                        add(Kind.VALUE, sole.index(), null);
                    });
                }
                first = false;
            }
            ascii("}");
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
            if (key == null) {
                add(Kind.MEMBER, -1, element);
            } else if (first) {
                element(element, key);
            } else if (!isConditional(element)) {
                ascii(",");
                element(element, key);
            } else if (element.dependency() >= 0
                    && (element.sole() == null || !element.sole().optional())) {
                unlessNull(element.dependency(), () -> {
                    ascii(",");
                    element(element, key);
                });
            } else if (element.dependency() < 0 && element.sole() != null) {
                unlessNull(element.sole().index(), () -> {
                    ascii(",");
                    element(element, key);
                });
            } else {
                add(Kind.MEMBER, -1, element);
            }
        }

        private void unlessNull(int slot, Runnable body) {
            int place = steps.size();
            var before = constant.copy();
            constant.clear();
            steps.add(new JsonStep(before, Kind.SKIP, slot, null, -1));
            body.run();
            add(Kind.CONSTANT, -1, null);
            steps.set(place, new JsonStep(before, Kind.SKIP, slot, null, steps.size()));
        }
    }
}
