package de.komcert.app.constituency;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The fields of one record as judged, canonical texts; an empty text is a field nobody has filled. */
public record Entry(Map<String, String> texts) {

    static final Entry BLANK = new Entry(Map.of());

    public Entry {
        texts = Map.copyOf(texts);
    }

    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    boolean yes(String field) {
        return text(field).equals(Field.YES);
    }

    @Nullable
    Integer count(String field) {
        return text(field).isEmpty() ? null : Integer.valueOf(text(field));
    }

    @Nullable
    PhoneNumber phone(String field) {
        return PhoneNumber.parse(text(field)).orElse(null);
    }

    <E extends Enum<E>> E choice(String field, Class<E> words) {
        return Enum.valueOf(words, text(field));
    }

    /** The short names in a field of references. */
    public List<String> names(String field) {
        return text(field).isEmpty() ? List.of() : List.of(text(field).split(", "));
    }
}
