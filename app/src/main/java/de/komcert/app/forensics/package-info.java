/**
 * Evaluates the logs of an incident: who ordered it and for what, what the rules find in them, what happened when, and who is
 * meant where that has to be known.
 *
 * <p>Nothing is evaluated without an {@linkplain de.komcert.app.forensics.order order}. The bytes stay encrypted in the
 * vault and are read there; the database keeps what was found, and in it a sign in place of each person's name.
 */
@NullMarked
@ApplicationModule(
        displayName = "Auswertung",
        allowedDependencies = {
            "incident",
            "constituency",
            "incident::file",
            "incident::journal",
            "incident::plan",
            "incident::retention",
            "incident::room",
            "vault",
            "identity",
            "api",
            "access",
            "web",
            "shared"
        })
package de.komcert.app.forensics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
