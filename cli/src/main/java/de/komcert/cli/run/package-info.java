/**
 * What every command of the field tool runs with: its words ({@link de.komcert.cli.run.Arguments}), the files it is to read,
 * its rules and lists, what it has found so far ({@link de.komcert.cli.run.Saved}) and in all
 * ({@link de.komcert.cli.run.Totals}), how far it is, what it leaves to prove itself ({@link de.komcert.cli.run.Manifest}),
 * and how it ends ({@link de.komcert.cli.run.Exit}).
 */
@NullMarked
package de.komcert.cli.run;

import org.jspecify.annotations.NullMarked;
