package de.komcert.sigma;

import java.util.List;

/**
 * The names of the fields of an event, in the order of their slots.
 *
 * <p>A source of events makes a layout once and shares it among all events of that form, so that a detector looks up
 * each name once and not for every event. Two slots may have the same name; their values count as a list.
 */
public final class Layout {

    private static final int WEIGHT_OF_A_NAME = 64;

    private final List<String> names;
    private final long weight;

    private Layout(List<String> names) {
        this.names = names;
        long characters = 0;
        for (var name : names) {
            characters += name.length();
        }
        this.weight = characters + (long) WEIGHT_OF_A_NAME * names.size();
    }

    /** A layout with these names; Windows field names are written without blanks, nested ones with dots. */
    public static Layout of(List<String> names) {
        return new Layout(List.copyOf(names));
    }

    /** The names by slot. */
    public List<String> names() {
        return names;
    }

    /** Number of slots. */
    public int size() {
        return names.size();
    }

    /** Roughly how many bytes its names take, and what is worked out for each of them. */
    public long weight() {
        return weight;
    }

    /** The first slot with this name, -1 if there is none. */
    int slot(String name) {
        return names.indexOf(name);
    }

    /** Whether this name stands for a single slot. */
    boolean isSingle(String name) {
        return names.indexOf(name) == names.lastIndexOf(name);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
