package de.komcert.app.vault;

import java.io.IOException;

/** The disk of the vault takes nothing more: it is full, or its folder may not be written. Nothing is kept. */
public final class StorageFailed extends IOException {

    private static final long serialVersionUID = 1L;

    StorageFailed(IOException cause) {
        super("the vault cannot write", cause);
    }
}
