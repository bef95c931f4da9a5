package de.komcert.app.vault;

import java.io.IOException;

/** What lies on the disk is not what was stored: changed, cut, exchanged or gone. Nothing of it is given out. */
public final class DamagedFile extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFile(FileId id, String what) {
        super("file " + id + " of the vault: " + what);
    }
}
