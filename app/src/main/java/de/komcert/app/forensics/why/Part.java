package de.komcert.app.forensics.why;

import java.util.List;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;
import org.jspecify.annotations.Nullable;

/**
 * A part of a rule's condition, and what the event says to it. One record for all kinds, as it is stored.
 *
 * @param holds whether it is so for the event
 * @param need how many of the parts have to hold
 * @param name by which whoever wrote the rule knows it; empty where it has none
 * @param line of the rule where it stands, or 0
 * @param asked of the event itself; null where the parts are asked
 * @param said what the event says there
 * @param parts those on which the answer rests
 * @param omitted how many parts are not told
 */
public record Part(
        Kind kind,
        boolean holds,
        Need need,
        String name,
        int line,
        @Nullable Asked asked,
        List<Said> said,
        List<Part> parts,
        int omitted) {

    public Part {
        said = List.copyOf(said);
        parts = List.copyOf(parts);
    }

    /** What part it is. */
    public enum Kind {
        /** Has no name of its own. */
        GROUP,
        /** Must not hold. */
        NOT,
        /** A search identifier. */
        SELECTION,
        /** A field with its modifiers. */
        FIELD,
        /** A value that is encoded, or comes from a list of an Einrichtung. */
        VALUE,
        /** What a filter takes away. */
        FILTER,
        /** A single question. */
        CHECK
    }

    /** How many of the parts have to hold. */
    public enum Need {
        ALL,
        ANY,
        /** The only one there is, or none. */
        ONE
    }

    Part read(Readable names) {
        return new Part(
                kind,
                holds,
                need,
                names.text(name),
                line,
                asked == null ? null : asked.read(names),
                said.stream().map(one -> one.read(names)).toList(),
                parts.stream().map(part -> part.read(names)).toList(),
                omitted);
    }

    Stream<String> words() {
        return Stream.of(
                        Stream.of(name),
                        asked == null ? Stream.<String>of() : asked.words(),
                        said.stream().flatMap(Said::words),
                        parts.stream().flatMap(Part::words))
                .flatMap(words -> words);
    }
}
