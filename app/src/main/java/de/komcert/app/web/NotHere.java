package de.komcert.app.web;

/**
 * What was asked for is not there, or not for whoever asked. The two are never told apart: same status, same bytes.
 */
public final class NotHere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotHere() {
        super("not here", null, false, false);
    }
}
