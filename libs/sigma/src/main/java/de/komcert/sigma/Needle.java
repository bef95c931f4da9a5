package de.komcert.sigma;

/**
 * A text that is looked for in a field without regard to case.
 *
 * @param text folded; under {@code dashes} with every dash as a hyphen
 * @param place where it has to stand; never {@code GLOB}
 * @param dashes whether the five dashes count as one
 */
record Needle(String text, TextPattern.Shape place, boolean dashes) implements Comparable<Needle> {

    static Needle of(Matcher.Text text, TextPattern.Shape place, String literal) {
        var folded = Fold.fold(literal);
        return new Needle(text.dashes() ? Dashes.folded(folded) : folded, place, text.dashes());
    }

    static Needle anywhere(String folded) {
        return new Needle(folded, TextPattern.Shape.CONTAINS, false);
    }

    /** Whether the needle stands at {@code at} in the text from {@code from} to {@code to}, and where it has to. */
    boolean standsAt(char[] chars, int from, int to, int at) {
        int end = at + text.length();
        boolean placed =
                switch (place) {
                    case CONTAINS -> at >= from && end <= to;
                    case PREFIX -> at == from && end <= to;
                    case SUFFIX -> at >= from && end == to;
                    case EQUALS -> at == from && end == to;
                    case ANYTHING -> true;
                    case GLOB -> false;
                };
        return placed && agrees(chars, from, at);
    }

    private boolean agrees(char[] chars, int from, int at) {
        for (int i = 0; i < text.length(); i++) {
            char c = Fold.fold(chars[at + i]);
            char wanted = text.charAt(i);
            if (c != wanted && (!dashes || Dashes.fold(c) != wanted) && !agreesBeyondBasicPlane(chars, from, at + i, wanted)) {
                return false;
            }
        }
        return true;
    }

    // The case of the few cased letters outside the basic plane shows in the second half of the pair only.
    private static boolean agreesBeyondBasicPlane(char[] chars, int from, int at, char wanted) {
        if (at == from || !Character.isSurrogatePair(chars[at - 1], chars[at])) {
            return false;
        }
        int point = Character.toCodePoint(chars[at - 1], chars[at]);
        return Character.lowSurrogate(Character.toLowerCase(Character.toUpperCase(point))) == wanted;
    }

    /** A guess at how often the needle is found; only the order among needles matters. */
    double frequency() {
        double rarity = Math.pow(2, -Math.min(text.length(), 28) / 2.0);
        return switch (place) {
            case ANYTHING -> 1;
            case CONTAINS, GLOB -> rarity;
            case PREFIX, SUFFIX -> rarity / 2;
            case EQUALS -> text.isEmpty() ? 0.2 : rarity / 4;
        };
    }

    @Override
    public int compareTo(Needle other) {
        int order = text.compareTo(other.text);
        order = order != 0 ? order : place.compareTo(other.place);
        return order != 0 ? order : Boolean.compare(dashes, other.dashes);
    }
}
