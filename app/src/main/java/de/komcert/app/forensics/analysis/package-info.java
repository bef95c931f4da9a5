/**
 * Analyses: asked for under an order, carried out one after the other by a job in the background, and what they brought.
 *
 * <p>An analysis reads the files where they lie encrypted. What it finds is kept once it has read everything, so that all
 * names are known by then; whoever ends it early, a person or a power cut, leaves nothing half behind. After a restart of the
 * program it begins anew.
 */
@NullMarked
@NamedInterface
package de.komcert.app.forensics.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
