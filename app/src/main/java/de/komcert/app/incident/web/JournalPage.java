package de.komcert.app.incident.web;

import java.util.HexFormat;
import java.util.List;

import de.komcert.app.audit.Chain;
import de.komcert.app.audit.Verification;
import de.komcert.app.incident.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a page.
 *
 * @param entries the newest first
 * @param draft what the reader was typing
 * @param corrects the entry a further one is to correct, or null
 */
record JournalPage(
        List<JournalEntry> entries,
        Chain.Head head,
        Verification verification,
        String draft,
        @Nullable Long corrects) {

    String fingerprint() {
        return HexFormat.of().formatHex(head.hash());
    }
}
