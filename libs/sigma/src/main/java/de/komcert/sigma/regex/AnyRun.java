package de.komcert.sigma.regex;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expression that asks for nothing but so many characters in a row, such as {@code .{1000,}}. It is counted; a search
 * would be at work in each of a thousand places at once for every character.
 *
 * @param least how many, at least
 * @param overLines whether an end of line is one of them
 */
record AnyRun(int least, boolean overLines) {

    /** However many more it allows, the first so many are found already. */
    private static final Pattern FORM = Pattern.compile("\\.\\{([0-9]{1,4})(?:,[0-9]*)?\\}\\??");

    /** Of an expression that can be used; null where it asks for anything else. */
    static @Nullable AnyRun of(String source, boolean dotAll) {
        var form = FORM.matcher(source);
        return form.matches() ? new AnyRun(Integer.parseInt(form.group(1)), dotAll) : null;
    }

    boolean isIn(CharSequence value) {
        int run = 0;
        for (int at = 0; at < value.length() && run < least; run++) {
            int character = Character.codePointAt(value, at);
            at += Character.charCount(character);
            if (character == '\n' && !overLines) {
                run = -1;
            }
        }
        return run >= least;
    }
}
