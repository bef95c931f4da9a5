/**
 * Events that are JSON objects, one in each line. Members of objects have dotted names, lists are several values.
 * {@code product}, {@code category} and {@code service} say where the event was logged, and are fields as well.
 *
 * <p>Most lines are usual, and are read without a parser; whatever is unusual is left to one that knows everything. Both
 * give the same.
 */
@NullMarked
package de.komcert.traces.json;

import org.jspecify.annotations.NullMarked;
