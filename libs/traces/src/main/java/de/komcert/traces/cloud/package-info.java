/**
 * What Entra ID and Microsoft 365 export, as JSON or as a table: the record is taken out of whatever it is wrapped in, and
 * its fields get all the names under which rules ask for them beside their own.
 */
@NullMarked
package de.komcert.traces.cloud;

import org.jspecify.annotations.NullMarked;
