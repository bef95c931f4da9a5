package de.komcert.sigma;

import java.math.BigDecimal;

/** How a number stands to a limit. */
enum Comparison {
    LT("lt", "is less than"),
    LTE("lte", "is at most"),
    GT("gt", "is greater than"),
    GTE("gte", "is at least"),
    EQ("eq", "is"),
    NEQ("neq", "is other than");

    private final String word;
    private final String inWords;

    Comparison(String word, String inWords) {
        this.word = word;
        this.inWords = inWords;
    }

    /** As it is written in a rule. */
    String word() {
        return word;
    }

    String inWords() {
        return inWords;
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
