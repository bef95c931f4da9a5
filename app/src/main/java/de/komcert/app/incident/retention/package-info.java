/**
 * How long what has ended is kept, what forbids its erasing, and the erasing itself.
 *
 * <p>Whatever is erased lies in one compartment and goes as a whole: an incident with the Meldung it came from, or a
 * Meldung that became none. It goes when the period of its {@linkplain de.komcert.app.incident.retention.Kind kind} is
 * over, at the earliest thirty whole days after its members were told, and never while a
 * {@linkplain de.komcert.app.incident.retention.Hold hold} stands. A Meldung that was merged into something is a part of
 * it and does not go before it. Nobody erases by hand; the database refuses what does not fit these rules, whatever the
 * program believes. A {@linkplain de.komcert.app.incident.retention.Tombstone tombstone} and the hashes of the chain
 * remain.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
