/**
 * Why a rule matched, part by part, as it is kept with a finding: with signs in place of names, and of bounded size.
 *
 * <p>It is written down when the analysis finds the match, and not worked out when somebody asks. The entry would have to be
 * read again: in a packed collection or in a log of lines everything before it has to be read, too, and a collection of
 * 10 GB is read to its end before its first log can be trusted; meanwhile rules, lists of Einrichtungen and known names
 * change, and the stored file may be erased before the finding is. What was written down stays what happened then, costs no
 * statement more, and is deleted with the finding it stands in. The price: of an entry that no rule matched nothing is
 * known; that is answered by {@code komcert explain} of the field tool, which reads the log.
 *
 * <p>Told is what the answer rests on: of ten values of which one was enough the one that was found. What is left out is
 * counted. Values that come from a list of an Einrichtung are not told at all, since those of accounts name people whom no
 * log has named; the list itself is.
 */
@NullMarked
package de.komcert.app.forensics.why;

import org.jspecify.annotations.NullMarked;
