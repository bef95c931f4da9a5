package de.komcert.app.forensics.why;

import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;
import org.jspecify.annotations.Nullable;

/**
 * What a field of the event says.
 *
 * @param field as the event calls it
 * @param value null where the field is there and says nothing
 */
public record Said(String field, @Nullable String value) {

    Said read(Readable names) {
        return new Said(names.text(field), value == null ? null : names.text(value));
    }

    Stream<String> words() {
        return Stream.concat(Stream.of(field), Stream.ofNullable(value));
    }
}
