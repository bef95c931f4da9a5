package de.komcert.app.vault;

import org.jspecify.annotations.Nullable;

/** Says in one German sentence why the vault cannot be opened and what to do about it. */
final class VaultUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultUnavailable(String sentence) {
        this(sentence, null);
    }

    VaultUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
