/**
 * The field tool: KomCERT's engines on the command line, without server and network.
 *
 * <p>{@link de.komcert.cli.Komcert} takes the command; each has a package of its own. What a command runs with is in
 * {@link de.komcert.cli.run}: it finds the files, has them read in parts by several threads
 * ({@link de.komcert.logs.Parts}), and hands on what they find in the order of the parts, so that the same input gives the
 * same bytes whatever the number of threads. What goes to standard output is for the next program or for the reader;
 * everything about the run goes to standard error.
 */
@NullMarked
package de.komcert.cli;

import org.jspecify.annotations.NullMarked;
