package de.komcert.app.web;

/**
 * A request that was understood and refused for a reason its sender can do something about.
 *
 * <p>The key names a text that says what is wrong and what to do; nothing of the data has changed.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    public Refusal(String key, Object... arguments) {
        super(key, null, false, false);
        this.key = key;
        this.arguments = arguments.clone();
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
