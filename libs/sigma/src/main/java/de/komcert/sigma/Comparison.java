package de.komcert.sigma;

import java.math.BigDecimal;
import java.util.Locale;

/** How a number stands to a limit. */
public enum Comparison {
    LT,
    LTE,
    GT,
    GTE,
    EQ,
    NEQ;

    /** As it is written in a rule. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean holds(BigDecimal value, BigDecimal limit) {
        int order = value.compareTo(limit);
        return switch (this) {
            case LT -> order < 0;
            case LTE -> order <= 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
            case EQ -> order == 0;
            case NEQ -> order != 0;
        };
    }
}
