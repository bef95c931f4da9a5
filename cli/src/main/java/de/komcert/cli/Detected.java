package de.komcert.cli;

import java.util.List;

import de.komcert.sigma.Evidence;
import de.komcert.sigma.Head;
import de.komcert.sigma.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule and the entry it matched.
 *
 * @param time ticks since 1601, or {@link de.komcert.traces.Entry#NO_TIME}
 * @param fields what made the rule match, where the report shows that
 */
record Detected(
        Rule rule,
        String file,
        long record,
        long time,
        @Nullable String host,
        List<Evidence.Field> fields) {

    Head head() {
        return rule.head();
    }
}
