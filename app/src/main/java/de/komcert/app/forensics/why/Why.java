package de.komcert.app.forensics.why;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule matched.
 *
 * @param condition the rule's condition as one event meets it; null for a correlation
 * @param counting what a correlation has counted; null for a rule on single events
 */
public record Why(@Nullable Part condition, @Nullable Counting counting) {

    /** As people read it. */
    public Why read(Readable names) {
        return new Why(
                condition == null ? null : condition.read(names), counting == null ? null : counting.read(names));
    }

    /** Everything in it that may speak of a person. */
    public String words() {
        return Stream.concat(
                        condition == null ? Stream.of() : condition.words(),
                        counting == null
                                ? Stream.of()
                                : counting.grouping().stream().flatMap(Said::words))
                .collect(Collectors.joining("\n"));
    }
}
