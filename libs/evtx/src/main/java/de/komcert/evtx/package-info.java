/** Reads Windows event logs. */
@NullMarked
package de.komcert.evtx;

import org.jspecify.annotations.NullMarked;
