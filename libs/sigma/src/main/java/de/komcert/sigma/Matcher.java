package de.komcert.sigma;

import java.math.BigDecimal;

import de.komcert.sigma.regex.RegularExpression;
import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.Network;
import de.komcert.sigma.value.Overlaps;
import de.komcert.sigma.value.TextPattern;
import org.jspecify.annotations.Nullable;

/** What a rule asks of one field. */
sealed interface Matcher {

    /**
     * A text with wildcards. Where {@code dashes} is set, the five characters of {@code windash} count as one.
     *
     * @param pattern unfolded, as the rule means it
     */
    record Text(TextPattern pattern, boolean cased, boolean dashes) implements Matcher {

        /** The text in the form in which pattern and value are compared. */
        String compared(String text) {
            var folded = cased ? text : Fold.fold(text);
            return dashes ? Dashes.folded(folded) : folded;
        }

        /** The pattern in the form in which it is compared. */
        TextPattern compared() {
            return pattern.mapLiterals(this::compared);
        }

        boolean fits(CharSequence value) {
            return value.length() >= pattern.minLength() && compared().matches(compared(value.toString()));
        }

        /** Whether the search that all rules share can look for it, in a time that does not depend on its length. */
        boolean isNeedle() {
            return !cased
                    && switch (pattern.shape()) {
                        case GLOB -> false;
                        case CONTAINS -> !repeatsItself(pattern.longestLiteral());
                        case EQUALS, PREFIX, SUFFIX, ANYTHING -> true;
                    };
        }

        private boolean repeatsItself(String literal) {
            return literal.length() > Overlaps.FEW && Overlaps.areMany(compared(literal));
        }
    }

    /** A regular expression that is searched for in the value. */
    record Regex(RegularExpression expression) implements Matcher {}

    /** An address that lies in a network. */
    record InNetwork(Network network) implements Matcher {}

    /** A number, or a part of a date, compared with a number. */
    record Number(@Nullable DatePart part, Comparison comparison, BigDecimal limit) implements Matcher {}

    /** No value: the field is absent or says nothing. */
    record Null() implements Matcher {}

    /** The field is there, whatever it holds, or is not. */
    record Exists(boolean expected) implements Matcher {}

    /** The value of another field of the same event. */
    record OtherField(String field, Anchor anchor, boolean cased) implements Matcher {}
}
