package de.komcert.app.forensics.finding;

import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;

/** A word that people give to what stands in logs, to find it together again. */
public record Tag(String name) {

    /** What somebody typed; nothing is refused with a sentence. */
    public static Tag typed(String name) {
        var typed = Typed.line(name);
        if (typed.isEmpty()) {
            throw new Refusal("finding.tagEmpty");
        }
        return new Tag(typed);
    }
}
