package de.komcert.app.api;

import java.util.List;

/** What was sent can be read and cannot stand. Everything that is wrong with it is named at once. */
public final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Problem.Place> places;

    /**
     * @param key of the text that sums it up
     */
    public Invalid(String key, List<Problem.Place> places) {
        super(key, null, false, false);
        this.key = key;
        this.places = List.copyOf(places);
    }

    /** For one place at which something is wrong. */
    public static Invalid at(String field, String detail) {
        return new Invalid("api.invalid", List.of(Problem.Place.field(field, detail)));
    }

    String key() {
        return key;
    }

    List<Problem.Place> places() {
        return places;
    }
}
