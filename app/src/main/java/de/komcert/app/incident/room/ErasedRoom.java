package de.komcert.app.incident.room;

import de.komcert.app.incident.retention.Tombstone;

/** What was asked for was erased at the end of its retention, and whoever asks may know that. */
public final class ErasedRoom extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Tombstone tombstone;

    ErasedRoom(Tombstone tombstone) {
        super("erased", null, false, false);
        this.tombstone = tombstone;
    }

    public Tombstone tombstone() {
        return tombstone;
    }
}
