/**
 * Incidents, from the first call to closure: the Meldung, the plan, the Einsatztagebuch, decisions and the report.
 *
 * <p>Each incident is a compartment. Whatever happens in it is written into its journal in the same transaction.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"constituency", "vault", "identity", "audit", "api", "search", "access", "web", "shared"})
package de.komcert.app.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
