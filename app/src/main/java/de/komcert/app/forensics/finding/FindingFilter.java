package de.komcert.app.forensics.finding;

import java.time.Instant;

import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;

/**
 * Which findings, and in which order. Blank or null filters nothing.
 *
 * @param words all of them stand somewhere in the finding, as a reader sees it
 * @param level this one or a higher one
 * @param host as a reader sees it
 * @param channel as a reader sees it
 * @param analysis its number
 * @param from by the corrected time
 * @param to by the corrected time
 */
public record FindingFilter(
        String words,
        @Nullable Level level,
        String rule,
        String host,
        String channel,
        String tag,
        @Nullable Integer analysis,
        @Nullable Instant from,
        @Nullable Instant to,
        State state,
        Sort sort) {

    public static final FindingFilter ALL =
            new FindingFilter("", null, "", "", "", "", null, null, null, State.ANY, Sort.LEVEL);

    public FindingFilter {
        words = Typed.line(words);
        rule = Typed.line(rule);
        host = Typed.line(host);
        channel = Typed.line(channel);
        tag = Typed.line(tag);
    }

    /** What people have done with it. */
    public enum State {
        ANY,
        /** It has no tag and no comment, and nothing became of it. */
        UNTOUCHED,
        /** Nothing became of it, whatever was noted beside it. */
        OPEN,
        /** Something became of it. */
        TAKEN
    }

    /** In which order. */
    public enum Sort {
        /** The gravest first, among equals the oldest. */
        LEVEL,
        OLDEST,
        NEWEST
    }

    /** Whether any finding is left out. */
    public boolean narrows() {
        return !equals(new FindingFilter("", null, "", "", "", "", null, null, null, State.ANY, sort));
    }
}
