package de.komcert.sigma;

import java.util.function.Function;

/** The answer to a question that may not have been asked, since it costs too much. */
public enum Answer {
    NO,
    /** Nobody knows. */
    OPEN,
    YES;

    static Answer of(boolean holds) {
        return holds ? YES : NO;
    }

    Answer not() {
        return switch (this) {
            case NO -> YES;
            case OPEN -> OPEN;
            case YES -> NO;
        };
    }

    /** No if one part is no, and open if one is open and none is no. */
    static <T> Answer all(Iterable<T> parts, Function<T, Answer> answer) {
        var all = YES;
        for (var part : parts) {
            var one = answer.apply(part);
            if (one.compareTo(all) < 0) {
                all = one;
            }
        }
        return all;
    }

    /** Yes if one part is yes, and open if one is open and none is yes. */
    static <T> Answer any(Iterable<T> parts, Function<T, Answer> answer) {
        return all(parts, part -> answer.apply(part).not()).not();
    }
}
