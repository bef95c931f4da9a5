/**
 * The field tool: KomCERT's engines on the command line, without server and network.
 *
 * <p>{@link de.komcert.cli.Komcert} takes the command. Each command finds its {@link de.komcert.cli.Inputs}, has them read
 * in parts by several threads ({@link de.komcert.cli.Parts}), and gets what they find in the order of the parts
 * ({@link de.komcert.cli.Lanes}), so that the same input gives the same bytes whatever the number of threads. What goes
 * to standard output is for the next program or for the reader; everything about the run goes to standard error.
 */
@NullMarked
package de.komcert.cli;

import org.jspecify.annotations.NullMarked;
