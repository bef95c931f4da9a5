package de.komcert.app.audit.web;

import java.util.List;

import de.komcert.app.audit.Anchor;
import de.komcert.app.audit.Anchors;

/**
 * The system chain as a page.
 *
 * @param anchors the newest first
 * @param more whether there are earlier ones
 * @param number what was typed as the number of a printed anchor
 * @param hash what was typed as its hash
 */
record SystemChainPage(
        Anchors.Standing standing, List<Anchor> anchors, boolean more, String number, String hash, Compared compared) {

    /** What came of comparing a printed anchor. */
    enum Compared {
        /** Nothing was typed. */
        NOTHING,
        /** It stands in the chain as it was printed. */
        SAME,
        /** Under this number stands another hash. */
        OTHER,
        /** There is no anchor of this number. */
        MISSING,
        /** It is no number and hash. */
        UNREADABLE
    }

    long earliest() {
        return anchors.getLast().number();
    }
}
