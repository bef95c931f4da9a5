package de.komcert.sigma;

import java.util.Locale;
import java.util.Optional;

/** The modifiers of Sigma 2.1, as they stand behind a field's name. */
enum Modifier {
    ALL,
    STARTSWITH,
    ENDSWITH,
    CONTAINS,
    EXISTS,
    CASED,
    NEQ,
    WINDASH,
    RE,
    I,
    M,
    S,
    BASE64,
    BASE64OFFSET,
    UTF16LE,
    UTF16BE,
    UTF16,
    WIDE,
    LT,
    LTE,
    GT,
    GTE,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR,
    CIDR,
    EXPAND,
    FIELDREF;

    static Optional<Modifier> of(String word) {
        for (var modifier : values()) {
            if (modifier.toString().equals(word)) {
                return Optional.of(modifier);
            }
        }
        return Optional.empty();
    }

    /** As it is written in a rule. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
