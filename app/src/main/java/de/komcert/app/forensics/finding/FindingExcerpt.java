package de.komcert.app.forensics.finding;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A page of the findings that match.
 *
 * @param total how many match on all pages
 * @param before the finding before which the page lies that comes before, or null at the beginning
 * @param after the finding behind which the next page begins, or null at the end
 */
public record FindingExcerpt(
        List<Finding> findings,
        long total,
        @Nullable UUID before,
        @Nullable UUID after) {

    /** So many findings stand on a page. */
    public static final int LENGTH = 100;

    public FindingExcerpt {
        findings = List.copyOf(findings);
    }

    /**
     * Where in the list: beside a finding, which stays where it is while others are added.
     *
     * @param beside null for the beginning
     * @param backwards what comes before it, and not what comes after
     */
    public record Place(@Nullable UUID beside, boolean backwards) {

        public static final Place TOP = new Place(null, false);
    }
}
