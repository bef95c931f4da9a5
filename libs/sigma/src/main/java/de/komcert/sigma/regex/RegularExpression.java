package de.komcert.sigma.regex;

import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a rule, searched for in linear time.
 *
 * <p>It knows three things that spare most searches: the shortest text it can match, texts of which every match
 * contains one, and a {@link RegexWindow}. They are worked out from its syntax and are never more than true. What asks
 * only for a number of characters is counted and not searched for ({@link AnyRun}).
 */
public final class RegularExpression {

    static final int MAX_LENGTH = 10_000;

    private final String source;
    private final String flags;
    private final Pattern pattern;
    private final RegexSyntax.Facts facts;
    private final @Nullable RegexWindow window;
    private final @Nullable AnyRun run;

    private RegularExpression(String source, String flags, Pattern pattern, RegexSyntax.Facts facts) {
        this.source = source;
        this.flags = flags;
        this.pattern = pattern;
        this.facts = facts;
        this.window = RegexWindow.of(source);
        this.run = AnyRun.of(source, flags.contains("s"));
    }

    /** An expression that cannot be used, with the reason as message. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String reason) {
            super(reason);
        }
    }

    /**
     * The expression with the flags {@code i}, {@code m} and {@code s}.
     *
     * @throws Unusable if it is wrong, or has no place in a search of linear time
     */
    public static RegularExpression of(String source, boolean anyCase, boolean multiLine, boolean dotAll)
            throws Unusable {
        if (source.length() > MAX_LENGTH) {
            throw new Unusable("The regular expression is longer than " + MAX_LENGTH + " characters.");
        }
        var facts = RegexSyntax.facts(source);
        int flags = (anyCase ? Pattern.CASE_INSENSITIVE : 0)
                | (multiLine ? Pattern.MULTILINE : 0)
                | (dotAll ? Pattern.DOTALL : 0);
        try {
            var words = (anyCase ? "i" : "") + (multiLine ? "m" : "") + (dotAll ? "s" : "");
            return new RegularExpression(source, words, Pattern.compile(source, flags), facts);
        } catch (PatternSyntaxException wrong) {
            throw new Unusable(
                    "The regular expression cannot be used: " + wrong.getDescription()
                            + (wrong.getPattern() == null ? "" : " »" + wrong.getPattern() + "«")
                            + ". Look-around and back references do not exist here, since they cannot be searched in linear time.");
        }
    }

    /** As it is written. */
    public String source() {
        return source;
    }

    /** Of {@code i}, {@code m} and {@code s} those that are set. */
    public String flags() {
        return flags;
    }

    /** Folded texts, one of which is in every value that matches; empty if there are none. */
    public List<String> literals() {
        return facts.literals();
    }

    /** No shorter value matches. */
    int minLength() {
        return facts.minLength();
    }

    /** The work of a search is at most this times the length of the value. */
    public int size() {
        return run != null ? 1 : pattern.programSize();
    }

    /** Whether a search can find anything; cheap, and never false for a value in which it would. */
    public boolean mayBeIn(CharSequence value) {
        return value.length() >= facts.minLength() && (window == null || window.isIn(value));
    }

    /** Whether it matches anywhere in the value. */
    public boolean isFoundIn(CharSequence value) {
        return run != null ? run.isIn(value) : pattern.matcher(value).find();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegularExpression that && that.source.equals(source) && that.flags.equals(flags);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source + (flags.isEmpty() ? "" : " (" + flags + ")");
    }
}
