package de.komcert.app.web;

import org.springframework.http.HttpStatus;

/**
 * A request that was understood and refused for a reason its sender can do something about.
 *
 * <p>The key names a text that says what is wrong and what to do; nothing of the data has changed.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;
    private final HttpStatus status;

    public Refusal(String key, Object... arguments) {
        this(HttpStatus.CONFLICT, key, arguments);
    }

    private Refusal(HttpStatus status, String key, Object... arguments) {
        super(key, null, false, false);
        this.key = key;
        this.arguments = arguments.clone();
        this.status = status;
    }

    /** The same under another status than that of a conflict with what is there. */
    public Refusal as(HttpStatus other) {
        return new Refusal(other, key, arguments);
    }

    public HttpStatus status() {
        return status;
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
