/**
 * What readers of text share: the {@link de.komcert.traces.text.Lines lines} of a stream, the cells of a row, and an
 * {@link de.komcert.traces.text.TextEntry entry} that is some named texts.
 *
 * <p>Not exported: a reader's entries are known outside by what every entry says.
 */
@NullMarked
package de.komcert.traces.text;

import org.jspecify.annotations.NullMarked;
