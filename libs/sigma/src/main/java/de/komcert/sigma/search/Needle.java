package de.komcert.sigma.search;

import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.Overlaps;
import de.komcert.sigma.value.TextPattern;

/**
 * A text that is looked for in a field without regard to case.
 *
 * @param text folded; under {@code dashes} with every dash as a hyphen
 * @param place where it has to stand; never {@code GLOB}
 * @param dashes whether the five dashes count as one
 */
public record Needle(String text, TextPattern.Shape place, boolean dashes) implements Comparable<Needle> {

    /** @param text as a rule has it; of one that repeats itself and may stand anywhere, only the beginning is sought */
    public static Needle of(String text, TextPattern.Shape place, boolean dashes) {
        var folded = Fold.fold(text);
        var sought = dashes ? Dashes.folded(folded) : folded;
        return new Needle(place == TextPattern.Shape.CONTAINS ? calm(sought) : sought, place, dashes);
    }

    /** A text, folded already, that may stand anywhere; of one that repeats itself, only the beginning is sought. */
    public static Needle anywhere(String folded) {
        return new Needle(calm(folded), TextPattern.Shape.CONTAINS, false);
    }

    /** The beginning of a text that repeats itself, which all who look for the whole of it have to find first. */
    private static String calm(String text) {
        return Overlaps.areMany(text) ? text.substring(0, Overlaps.FEW) : text;
    }

    /** A guess at how often the needle is found; only the order among needles matters. */
    public double frequency() {
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
