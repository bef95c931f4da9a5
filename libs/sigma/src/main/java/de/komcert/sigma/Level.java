package de.komcert.sigma;

import java.util.Locale;
import java.util.Optional;

/** How much a match matters, from what only adds knowledge to what certainly is an incident. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    static Optional<Level> of(String text) {
        for (var level : values()) {
            if (level.toString().equals(text)) {
                return Optional.of(level);
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
