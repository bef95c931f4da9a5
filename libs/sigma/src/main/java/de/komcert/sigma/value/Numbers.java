package de.komcert.sigma.value;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/** Numbers as they stand in rules and events: decimal, with sign and fraction. */
public final class Numbers {

    private static final int MAX_LENGTH = 40;

    private Numbers() {}

    /** The number, or null if the text is none. Exponents stay out: {@code 1e999999999} must not cost memory. */
    public static @Nullable BigDecimal parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        boolean digits = false;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c == '.' && !point) {
                point = true;
            } else if (i > 0 || c != '-' && c != '+') {
                return null;
            }
        }
        return digits ? new BigDecimal(text) : null;
    }
}
