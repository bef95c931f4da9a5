/**
 * {@code komcert evtx}: the records of event logs as they are, and those that are still to be found where no log has them
 * any more.
 */
@NullMarked
package de.komcert.cli.evtx;

import org.jspecify.annotations.NullMarked;
