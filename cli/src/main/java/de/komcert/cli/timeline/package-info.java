/**
 * {@code komcert timeline}: every event of every log in the order of time.
 */
@NullMarked
package de.komcert.cli.timeline;

import org.jspecify.annotations.NullMarked;
