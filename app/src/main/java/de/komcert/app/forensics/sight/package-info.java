/**
 * What the logs of an analysis can show at all: which rules could find something in them, which settings would let more of
 * them, where something is missing, and whose clock was wrong.
 */
@NullMarked
package de.komcert.app.forensics.sight;

import org.jspecify.annotations.NullMarked;
