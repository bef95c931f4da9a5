/**
 * How things are written: numbers, times and sentences in German, text of strangers without what moves a cursor, lines of
 * CSV. It knows nothing of commands.
 */
@NullMarked
package de.komcert.cli.words;

import org.jspecify.annotations.NullMarked;
