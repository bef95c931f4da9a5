package de.komcert.app.web;

/**
 * A change rests on a version that is no longer the current one; nothing has changed.
 *
 * <p>The key names a text for a page that says so and what to do.
 */
public final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final long current;

    /**
     * @param current the version that stands now
     */
    public Overtaken(String key, long current) {
        super(key, null, false, false);
        this.key = key;
        this.current = current;
    }

    public String key() {
        return key;
    }

    public long current() {
        return current;
    }
}
