package de.komcert.app.constituency;

import java.util.List;
import java.util.UUID;

/**
 * Values of an Einrichtung that rules for logs refer to by a name, such as its domain controllers.
 *
 * @param name as rules write it between percent signs
 * @param values as they were written; {@code *} and {@code ?} in them are wildcards
 */
public record ValueList(UUID id, String name, List<String> values) {

    public ValueList {
        values = List.copyOf(values);
    }

    static ValueList of(Stored row) {
        var entry = row.entry();
        return new ValueList(
                row.id(), entry.text("name"), entry.text("entries").lines().toList());
    }
}
