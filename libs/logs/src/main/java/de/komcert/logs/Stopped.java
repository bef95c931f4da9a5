package de.komcert.logs;

import java.io.IOException;

/** Work broke off because somebody wanted it to; what it has given so far is the beginning of its result. */
public final class Stopped extends IOException {

    private static final long serialVersionUID = 1;

    Stopped() {
        super("Stopped");
    }
}
