package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;

/** The logic of a rule inside a group, where checks have become numbers. */
sealed interface Node {

    /** What was found in the event so far, and what has yet to be looked at. */
    interface Facts {
        /** Whether one of the needles of a predicate was found. */
        boolean fired(int predicate);

        /** The answer to a check that no search for needles can give. */
        boolean lazy(int check);

        /** Whether a check costs nothing to ask. */
        boolean isFree(int check);
    }

    /** Whether this is so for the event that is looked at. */
    boolean holds(Facts facts);

    /** The same, as far as it can be told without the checks that cost something. */
    default Answer freely(Facts facts) {
        return switch (this) {
            case Fired fired -> Answer.of(fired.holds(facts));
            case Gate gate -> Answer.YES; // what is behind it is not asked
            case Lazy lazy -> facts.isFree(lazy.check()) ? Answer.of(lazy.holds(facts)) : Answer.OPEN;
            case AllOf(var parts) -> Answer.all(List.of(parts), part -> part.freely(facts));
            case AnyOf(var parts) -> Answer.any(List.of(parts), part -> part.freely(facts));
            case Negated(var part) -> part.freely(facts).not();
            case Constant constant -> Answer.of(constant == Constant.TRUE);
        };
    }

    record Fired(int predicate) implements Node {
        @Override
        public boolean holds(Facts facts) {
            return facts.fired(predicate);
        }
    }

    /** Spares a check beside it: if this is not so, the check does not hold either. */
    record Gate(int predicate) implements Node {
        @Override
        public boolean holds(Facts facts) {
            return facts.fired(predicate);
        }
    }

    record Lazy(int check) implements Node {
        @Override
        public boolean holds(Facts facts) {
            return facts.lazy(check);
        }
    }

    record AllOf(Node[] parts) implements Node {
        @Override
        public boolean holds(Facts facts) {
            for (var part : parts) {
                if (!part.holds(facts)) {
                    return false;
                }
            }
            return true;
        }
    }

    record AnyOf(Node[] parts) implements Node {
        @Override
        public boolean holds(Facts facts) {
            for (var part : parts) {
                if (part.holds(facts)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Negated(Node part) implements Node {
        @Override
        public boolean holds(Facts facts) {
            return !part.holds(facts);
        }
    }

    enum Constant implements Node {
        TRUE,
        FALSE;

        @Override
        public boolean holds(Facts facts) {
            return this == TRUE;
        }
    }

    static Node all(List<Node> parts) {
        var kept = new ArrayList<Node>();
        for (var part : parts) {
            switch (part) {
                case Constant.FALSE -> {
                    return Constant.FALSE;
                }
                case Constant.TRUE -> {}
                case AllOf(var inner) -> kept.addAll(List.of(inner));
                case Fired f -> addOnce(kept, f);
                case Gate g -> addOnce(kept, g);
                case Lazy l -> addOnce(kept, l);
                case AnyOf a -> kept.add(a);
                case Negated n -> kept.add(n);
            }
        }
        kept.sort((left, right) -> Integer.compare(price(left), price(right)));
        return switch (kept.size()) {
            case 0 -> Constant.TRUE;
            case 1 -> kept.getFirst();
            default -> new AllOf(kept.toArray(new Node[0]));
        };
    }

    static Node any(List<Node> parts) {
        var kept = new ArrayList<Node>();
        for (var part : parts) {
            switch (part) {
                case Constant.TRUE -> {
                    return Constant.TRUE;
                }
                case Constant.FALSE -> {}
                case AnyOf(var inner) -> kept.addAll(List.of(inner));
                case Fired f -> addOnce(kept, f);
                case Gate g -> addOnce(kept, g);
                case Lazy l -> addOnce(kept, l);
                case AllOf a -> kept.add(a);
                case Negated n -> kept.add(n);
            }
        }
        kept.sort((left, right) -> Integer.compare(price(left), price(right)));
        return switch (kept.size()) {
            case 0 -> Constant.FALSE;
            case 1 -> kept.getFirst();
            default -> new AnyOf(kept.toArray(new Node[0]));
        };
    }

    static Node not(Node part) {
        return switch (part) {
            case Constant.TRUE -> Constant.FALSE;
            case Constant.FALSE -> Constant.TRUE;
            case Negated(var inner) -> inner;
            case Fired f -> new Negated(f);
            case Gate g -> new Negated(g);
            case Lazy l -> new Negated(l);
            case AllOf a -> new Negated(a);
            case AnyOf a -> new Negated(a);
        };
    }

    private static void addOnce(List<Node> kept, Node node) {
        if (!kept.contains(node)) {
            kept.add(node);
        }
    }

    /** What is cheap to ask is asked first. */
    private static int price(Node node) {
        return switch (node) {
            case Constant c -> 0;
            case Fired f -> 0;
            case Gate g -> 0;
            case Lazy l -> 1_000;
            case Negated(var part) -> price(part) + 1;
            case AllOf(var parts) ->
                1 + List.of(parts).stream().mapToInt(Node::price).sum();
            case AnyOf(var parts) ->
                1 + List.of(parts).stream().mapToInt(Node::price).sum();
        };
    }
}
