package de.komcert.app.forensics.web;

import java.util.List;
import java.util.UUID;

import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingChoices;
import de.komcert.app.forensics.finding.FindingExcerpt;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.HostClock;
import org.jspecify.annotations.Nullable;

/**
 * The findings of an incident as a page.
 *
 * @param base the address of the page, without what is filtered
 */
record FindingListPage(
        String base, FindingQuery query, FindingExcerpt excerpt, FindingChoices choices, List<HostClock> clocks) {

    String href(Finding finding) {
        return base + "/" + finding.id() + query.query();
    }

    /** The rule that is filtered by, or an empty word. */
    String rule() {
        return FindingQuery.text(query.regel());
    }

    /** The page before or after. */
    String href(String direction, UUID beside) {
        return base + query.query(direction, beside);
    }

    /** The same list with another value of a filter. */
    String with(String field, @Nullable Object value) {
        return base + query.query(field, value);
    }

    String export(String ending) {
        return base + "." + ending + query.query();
    }

    /** The order that a click on the head of the column of times leads to. */
    FindingFilter.Sort timeSort() {
        return query.sort() == FindingFilter.Sort.OLDEST ? FindingFilter.Sort.NEWEST : FindingFilter.Sort.OLDEST;
    }

    /** How the column of times is sorted, as assistive technology says it. */
    String timeSorted() {
        return switch (query.sort()) {
            case OLDEST -> "ascending";
            case NEWEST -> "descending";
            case LEVEL -> "none";
        };
    }
}
