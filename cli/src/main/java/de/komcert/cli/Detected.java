package de.komcert.cli;

import de.komcert.sigma.Head;
import de.komcert.sigma.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule and the entry it matched.
 *
 * @param time ticks since 1601, or {@link de.komcert.traces.Entry#NO_TIME}
 */
record Detected(
        Rule rule,
        String file,
        long record,
        long time,
        @Nullable String host) {

    Head head() {
        return rule.head();
    }
}
