package de.komcert.app.forensics.analysis;

import java.io.IOException;

import de.komcert.logs.Rules;

/** There is no rule to hold anything against. To find nothing then would look like an answer. */
final class NoRules extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Rules rules;

    NoRules(Rules rules) {
        this.rules = rules;
    }

    /** What was read instead: nothing, or only what could not be loaded. */
    Rules rules() {
        return rules;
    }
}
