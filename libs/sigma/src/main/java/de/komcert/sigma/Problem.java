package de.komcert.sigma;

import java.util.Comparator;

/**
 * Something in a rule file that its author has to know, with the place where it stands.
 *
 * @param file name of the source
 * @param line first line of the construct, counted from 1
 * @param rule title or id of the rule, empty where the file could not be read that far
 * @param reason one sentence that says what is wrong and what would be right
 * @param weight whether the rule is left out because of it
 */
public record Problem(String file, int line, String rule, String reason, Weight weight) implements Comparable<Problem> {

    /** What a problem does to its rule. */
    public enum Weight {
        /** The rule is not used. */
        REFUSED,
        /** The rule is used; its author should look at it nevertheless. */
        NOTED
    }

    @Override
    public int compareTo(Problem other) {
        return Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparing(Problem::reason)
                .thenComparing(Problem::rule)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + (rule.isEmpty() ? "" : rule + ": ") + reason;
    }
}
