package de.komcert.app.forensics.analysis;

import java.io.IOException;

/** The lists of the Einrichtungen would give a rule more values than it can hold. */
final class ListsTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    ListsTooLong(IllegalArgumentException reason) {
        super(reason);
    }
}
