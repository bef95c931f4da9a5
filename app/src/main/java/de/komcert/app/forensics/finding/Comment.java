package de.komcert.app.forensics.finding;

import java.time.Instant;
import java.util.UUID;

import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;

/**
 * What somebody wrote on something in logs.
 *
 * @param by their name
 */
public record Comment(UUID id, String words, String by, Instant at) {

    /** The words that somebody typed; none are refused with a sentence. */
    public static String typed(String words) {
        var typed = Typed.text(words).strip();
        if (typed.isEmpty()) {
            throw new Refusal("finding.commentEmpty");
        }
        return typed;
    }
}
