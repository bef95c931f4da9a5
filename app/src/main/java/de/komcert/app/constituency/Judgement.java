package de.komcert.app.constituency;

import java.util.List;

/** What became of a text that somebody entered: its one canonical form, or the reason why it has none. */
sealed interface Judgement {

    record Accepted(String canonical) implements Judgement {}

    record Rejected(String kind, List<Object> arguments) implements Judgement {}

    static Judgement accepted(String canonical) {
        return new Accepted(canonical);
    }

    static Judgement rejected(String kind, Object... arguments) {
        return new Rejected(kind, List.of(arguments));
    }
}
