/**
 * {@code komcert explain}: why a rule matches an event, or why it does not, for people and for programs.
 */
@NullMarked
package de.komcert.cli.explain;

import org.jspecify.annotations.NullMarked;
