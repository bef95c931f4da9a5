/**
 * Meldungen: a call as it was told, before anybody knows whether it is an incident. Each is a compartment from the first
 * keystroke on, and is answered, merged, or becomes an incident.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
