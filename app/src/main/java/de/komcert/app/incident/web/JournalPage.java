package de.komcert.app.incident.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import de.komcert.app.audit.Anchors;
import de.komcert.app.audit.Chain;
import de.komcert.app.audit.Checks;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.journal.JournalExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a page.
 *
 * @param wanted which entries were asked for
 * @param check the last check of the whole chain
 * @param anchored the last head that the system chain holds, or null
 * @param draft what the reader typed and did not send
 * @param corrects the entry a further one is to correct, or null
 */
record JournalPage(
        JournalExcerpt excerpt,
        JournalExcerpt.Wanted wanted,
        Chain.Head head,
        Checks.Check check,
        Anchors.@Nullable Anchored anchored,
        String draft,
        @Nullable Long corrects) {

    String fingerprint() {
        return HexFormat.of().formatHex(head.hash());
    }

    /** How many entries were written since the last check. */
    long since() {
        return head.number() - check.head().number();
    }

    /** The kind that is filtered by, or an empty word. */
    String kind() {
        return wanted.kinds().stream().findFirst().map(Enum::name).orElse("");
    }

    static List<JournalEntry.Kind> kinds() {
        return List.of(JournalEntry.Kind.values());
    }

    /** The address of the page at this place, with the same filter. */
    String href(String base, JournalExcerpt.Place place) {
        var filter = "art=" + kind() + "&suche=" + URLEncoder.encode(wanted.words(), StandardCharsets.UTF_8);
        return base + "/tagebuch?" + filter
                + switch (place) {
                    case JournalExcerpt.Place.Top _ -> "";
                    case JournalExcerpt.Place.Before(var number) -> "&vor=" + number;
                    case JournalExcerpt.Place.After(var number) -> "&nach=" + number;
                };
    }
}
