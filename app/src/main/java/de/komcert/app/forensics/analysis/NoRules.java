package de.komcert.app.forensics.analysis;

import java.io.IOException;

/** There is no rule to hold anything against. To find nothing then would look like an answer. */
final class NoRules extends IOException {

    private static final long serialVersionUID = 1L;
}
