/**
 * How a single value is compared: as a text without case and with all dashes as one, by a pattern with wildcards, as a
 * number, as an address in a network.
 *
 * <p>Nothing here knows of rules, fields or events. What compares texts with one another folds them first, and folds
 * both alike. Not exported: whoever uses the detector sees rules and events.
 */
@NullMarked
package de.komcert.sigma.value;

import org.jspecify.annotations.NullMarked;
