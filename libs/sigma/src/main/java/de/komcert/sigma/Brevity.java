package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How short an {@link Explanation} has to be. A brief one tells what the answer rests on and leaves out what would have been
 * the same without; so its size has a bound whatever the rule and the event.
 *
 * @param ofAList so many parts of what has to hold together or instead of each other, and so many values of a field
 * @param inAll after so many steps no further one is told
 * @param longest so many characters of each value of the event; what is longer ends in an ellipsis
 */
public record Brevity(int ofAList, int inAll, int longest) {

    /** So many characters of the name of a field: fields that lie in each other are called by all their names. */
    private static final int LONGEST_NAME = 200;

    /** More steps than that are more than a rule can have without naming a part of it again and again. */
    private static final int MOST_STEPS = 500_000;

    /** Everything, also what decided nothing. */
    public static final Brevity NONE = new Brevity(Integer.MAX_VALUE, MOST_STEPS, Integer.MAX_VALUE);

    boolean isNone() {
        return equals(NONE);
    }

    /** Of the values of a check that holds first those by which it does. */
    List<Explanation.Found> of(List<Explanation.Found> found, boolean holds) {
        if (isNone()) {
            return List.copyOf(found);
        }
        var kept = new ArrayList<Explanation.Found>();
        for (boolean fits : new boolean[] {holds, !holds}) {
            found.stream()
                    .filter(one -> one.fits() == fits)
                    .limit((long) ofAList - kept.size())
                    .forEach(one -> kept.add(new Explanation.Found(
                            shortened(one.name(), LONGEST_NAME), beginning(one.value()), one.fits())));
        }
        return List.copyOf(kept);
    }

    /** What a rule says is as long as its author wrote it; only what the event adds to it is cut. */
    Question of(Question question) {
        if (isNone() || !(question instanceof Question.OtherField(var field, var anchor, var cased, var values))) {
            return question;
        }
        var kept = new ArrayList<@Nullable String>();
        values.stream().limit(ofAList).forEach(value -> kept.add(beginning(value)));
        return new Question.OtherField(field, anchor, cased, kept);
    }

    private @Nullable String beginning(@Nullable String value) {
        return value == null ? null : shortened(value, longest);
    }

    private static String shortened(String value, int longest) {
        if (value.length() <= longest) {
            return value;
        }
        boolean splitsPair = longest > 0 && Character.isHighSurrogate(value.charAt(longest - 1));
        return value.substring(0, splitsPair ? longest - 1 : longest) + " …";
    }
}
