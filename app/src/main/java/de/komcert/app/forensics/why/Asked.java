package de.komcert.app.forensics.why;

import java.util.List;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;

/**
 * What a rule asks of a field.
 *
 * @param what the text, pattern, number or field it is compared with; empty where there is none, or it is hidden
 * @param hidden whether the text is not told because it is part of a name that stands as a sign in the event
 * @param others what the other field says, where the field is compared with one
 */
public record Asked(How how, String what, boolean hidden, List<Manner> manners, List<String> others) {

    public Asked {
        manners = List.copyOf(manners);
        others = List.copyOf(others);
    }

    /** How it is compared. */
    public enum How {
        EQUALS,
        STARTS,
        ENDS,
        CONTAINS,
        FORM,
        ANYTHING,
        REGEX,
        NETWORK,
        LT,
        LTE,
        GT,
        GTE,
        EQ,
        NEQ,
        NOTHING,
        PRESENT,
        ABSENT,
        EQUALS_FIELD,
        STARTS_FIELD,
        ENDS_FIELD,
        CONTAINS_FIELD
    }

    /** In which manner. */
    public enum Manner {
        /** Capitals count. */
        CASED,
        /** A dash may be any other or a slash. */
        ANY_DASH,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    Asked read(Readable names) {
        return new Asked(
                how,
                names.text(what),
                hidden,
                manners,
                others.stream().map(names::text).toList());
    }

    Stream<String> words() {
        return Stream.concat(Stream.of(what), others.stream());
    }
}
