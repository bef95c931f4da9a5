package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.audit.Anchors;
import de.komcert.app.audit.Checks;
import de.komcert.app.incident.JournalEntry;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.retention.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * What is left of something erased, with the gap in its journal.
 *
 * @param first the first entry, without its text, or null
 * @param lastErased the last entry without its text, or null
 * @param last the entry that says why
 * @param check the last check of the whole chain
 * @param readers those who were its members at the end
 */
record TombstonePage(
        Tombstone stone,
        @Nullable JournalEntry first,
        @Nullable JournalEntry lastErased,
        @Nullable JournalEntry last,
        Checks.Check check,
        Anchors.@Nullable Anchored anchored,
        List<Readers.Reader> readers) {

    String base() {
        return (stone.incident() == null ? "/anruf/" : "/vorfaelle/") + stone.id();
    }

    /** Whether its address leads to the journal as a file. */
    boolean exportable() {
        return stone.incident() != null;
    }
}
