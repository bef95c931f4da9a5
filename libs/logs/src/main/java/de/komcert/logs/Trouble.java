package de.komcert.logs;

import de.komcert.traces.Problem;

/** A problem and the file it is in. */
public record Trouble(String file, Problem problem) {

    /** A file cannot be read at all. */
    public static Trouble notOpened(String file, Exception reason) {
        return new Trouble(file, new Problem("NOT_OPENED", "Cannot be opened: " + reason.getMessage(), 0, true));
    }
}
