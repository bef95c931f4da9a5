/**
 * Reads the traces that a system leaves as events that rules can be held against, all in one way: a
 * {@link de.komcert.traces.EntryReader} moves from {@link de.komcert.traces.Entry} to entry. This is where the readers of
 * formats meet the detector of Sigma rules; neither knows the other.
 *
 * <p>Here stands what all traces have in common; the readers have a package for each kind of trace:
 * {@link de.komcert.traces.windows event logs}, {@link de.komcert.traces.json JSON lines},
 * {@link de.komcert.traces.linux logs of Linux and what devices send to them}, {@link de.komcert.traces.web logs of web
 * servers}, and {@link de.komcert.traces.cloud exports from Microsoft's cloud}. They know nothing of one another, and what
 * is worked out {@link de.komcert.traces.census across all of them} knows none of them.
 *
 * <p>Times are ticks of 100 ns since 1601 in UTC, as Windows counts them: all readers' times compare with one another,
 * and seven decimals are exact. Where a line leaves out year or zone, {@link de.komcert.traces.Assumed} says what is taken
 * for granted, and a problem says that it was.
 */
@NullMarked
package de.komcert.traces;

import org.jspecify.annotations.NullMarked;
