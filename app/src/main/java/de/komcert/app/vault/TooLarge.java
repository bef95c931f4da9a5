package de.komcert.app.vault;

import java.io.IOException;

/** A content has more bytes than may be stored; nothing of it is kept. */
public final class TooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
        super("more than " + limit + " bytes");
    }
}
