package de.komcert.app.forensics.timeline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import de.komcert.app.forensics.name.Masking;

/** The dictionary of a timeline that is being written: texts that repeat, by number, with signs in place of names. */
final class Words {

    /** Beyond these bounds a text is written out each time. */
    private static final int MOST = 1 << 16;

    private static final int MOST_CHARACTERS = 4 << 20;

    private static final int MOST_REMEMBERED = 1 << 13;

    /** Longer ones hardly come twice. */
    private static final int LONGEST_REMEMBERED = 256;

    private record Field(String name, String value) {}

    private final Masking masking;
    private final Map<String, String> masked = new HashMap<>();
    private final Map<Field, String> maskedFields = new HashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private int characters;

    Words(Masking masking) {
        this.masking = masking;
    }

    /** The text with signs in place of names; each is masked once. */
    String masked(String text) {
        if (masked.size() >= MOST_REMEMBERED) {
            masked.clear();
        }
        return masked.computeIfAbsent(text, masking::text);
    }

    /** The value of a field with signs in place of names. */
    String masked(String name, String value) {
        if (value.length() > LONGEST_REMEMBERED) {
            return masking.value(name, value);
        }
        if (maskedFields.size() >= MOST_REMEMBERED) {
            maskedFields.clear();
        }
        return maskedFields.computeIfAbsent(
                new Field(name, value), field -> masking.value(field.name(), field.value()));
    }

    /** Writes a number in place of a text, from 1; or 0 and the text. */
    void refer(String text, Packing into) {
        var known = numbers.get(text);
        if (known == null && numbers.size() < MOST && characters + text.length() <= MOST_CHARACTERS) {
            known = numbers.size() + 1;
            numbers.put(text, known);
            characters += text.length();
        }
        into.number(known == null ? 0 : known);
        if (known == null) {
            into.text(text);
        }
    }

    int count() {
        return numbers.size();
    }

    /** All of them, in the order of their numbers. */
    void write(Packing into) {
        numbers.keySet().forEach(into::text);
    }
}
