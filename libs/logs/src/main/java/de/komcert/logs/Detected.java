package de.komcert.logs;

import java.util.List;

import de.komcert.sigma.Evidence;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.Head;
import de.komcert.sigma.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule and what it matched.
 *
 * @param at the entry; for a correlation the last of its entries
 * @param reasons what made the rule match, as far as that was asked for and is not too costly to tell; for a correlation
 *     what its entries have in common
 * @param fields all fields of the entry, as far as they were asked for
 * @param entries for a correlation the entries it has counted, at most the latest hundred, oldest first
 * @param why as far as that was asked for and is not too costly to tell; null for a correlation
 */
public record Detected(
        Rule rule,
        Reference at,
        List<Evidence.Field> reasons,
        List<Evidence.Field> fields,
        List<Reference> entries,
        @Nullable Explanation why)
        implements Weighed {

    private static final int WEIGHT_OF_AN_ENTRY = 320;

    public Detected(
            Rule rule,
            Reference at,
            List<Evidence.Field> reasons,
            List<Evidence.Field> fields,
            List<Reference> entries) {
        this(rule, at, reasons, fields, entries, null);
    }

    /** The same, without its explanation. */
    public Detected unexplained() {
        return new Detected(rule, at, reasons, fields, entries);
    }

    @Override
    public int weight() {
        int weight = 512 + at.weight();
        for (var entry : entries) {
            weight += WEIGHT_OF_AN_ENTRY + entry.weight();
        }
        return weight + weight(reasons) + weight(fields) + (why == null ? 0 : why.weight());
    }

    private static int weight(List<Evidence.Field> fields) {
        int weight = 0;
        for (var field : fields) { // weighed with every hit
            weight += 128 + field.name().length() + field.value().length();
        }
        return weight;
    }

    public Head head() {
        return rule.head();
    }

    public String file() {
        return at.file();
    }

    public long record() {
        return at.record();
    }

    /** Whether it rests on an entry that is left over from an earlier use of its space. */
    public boolean isResidue() {
        return at.isResidue() || entries.stream().anyMatch(Reference::isResidue);
    }

    /** Ticks since 1601, or {@link de.komcert.traces.Entry#NO_TIME}. */
    public long time() {
        return at.time();
    }

    public @Nullable String host() {
        return at.host();
    }
}
