/**
 * {@code komcert scan}: which rules match, as a table, as lines for programs, or as a page in German that opens offline, and
 * what the logs that were read can show at all.
 */
@NullMarked
package de.komcert.cli.scan;

import org.jspecify.annotations.NullMarked;
