package de.komcert.logs;

import java.io.IOException;
import java.nio.file.Path;

/** Rules cannot be read from where they should lie. */
public final class UnreadableRules extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Path folder;

    UnreadableRules(Path folder, IOException reason) {
        super(reason.getMessage(), reason);
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }
}
