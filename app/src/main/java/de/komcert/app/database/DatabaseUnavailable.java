package de.komcert.app.database;

import org.jspecify.annotations.Nullable;

/** Says in one German sentence why the Lagezentrum has no database and what to do about it. */
final class DatabaseUnavailable extends RuntimeException {

    DatabaseUnavailable(String sentence) {
        this(sentence, null);
    }

    DatabaseUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
