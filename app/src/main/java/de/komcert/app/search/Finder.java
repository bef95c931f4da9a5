package de.komcert.app.search;

import java.util.List;

import de.komcert.app.web.Shell;

/**
 * Finds what belongs to one feature. Each bean of this type is a group of the answer.
 *
 * <p>It runs as whoever searches, and returns what they may see and nothing else; where they may see none of it, an
 * empty list.
 */
public interface Finder {

    /** No group shows more; whoever gets as many should search for more exact words. */
    int MOST = 20;

    /** The group's place among the others. */
    int order();

    /** The message key of the group's name. */
    String name();

    /** What fits the text, the best first; at most {@link #MOST}. */
    List<Hit> find(String text, Shell shell);

    /** The pattern that finds a text anywhere inside another by {@code ilike}, taken literally. */
    static String anywhere(String text) {
        return "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
