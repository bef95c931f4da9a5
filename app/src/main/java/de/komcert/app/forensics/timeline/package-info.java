/**
 * The timeline of an analysis: all events inside the ordered period, in the order of time, whether a rule matched or not.
 *
 * <p>While logs are read, a little of every entry is {@linkplain de.komcert.app.forensics.timeline.EventLines taken down} and
 * {@linkplain de.komcert.app.forensics.timeline.EventSpool waits} on the disk, sorted and encrypted under a key that only
 * this process has. When all names are known, signs are put in their place and the events are poured into one file of the
 * vault, in the transaction in which the analysis ends: either both are there or neither is.
 *
 * <p>The file holds, with numbers big-endian:
 *
 * <pre>
 * "KOMCERT events1\n"[16]
 * event*       length(v) ‖ ticks[8] ‖ host(w) channel(w) provider(w) event id(w) type(w) file(w) ‖ record(v) ‖ text in UTF-8
 * dictionary   ( length(v) ‖ text in UTF-8 )*
 * index        ( ticks[8] ‖ offset[8] )*       of every 256th event, the first included
 * place of the dictionary[8] ‖ its words[8] ‖ place of the index[8]
 * events[8] ‖ events without time[8] ‖ ticks of the first event with a time[8] ‖ of the last[8]
 * "KOMCERT events1\n"[16]
 *
 * (v)   zigzag, then seven bits in a byte, the lowest first, the eighth says whether more follow
 * (w)   (v) number of a word in the dictionary from 1; or 0, and the text follows as in the dictionary
 * ticks 100 ns since 1601; the smallest number in place of a time that the event does not tell
 * </pre>
 *
 * <p>Events without a time stand first; those of the same time stand as they do in the files, and these by their names. So
 * the same input gives the same bytes whatever the number of threads. A moment is found by a binary search in the index, and
 * a page of events touches the end of the file, the dictionary, the index and one or two blocks of 256 events. Lengths are
 * bounded: a text has at most 400 characters and an ellipsis, the dictionary 65,536 words and four million characters.
 *
 * <p>A search goes through the blocks one after the other. Before any event of a block is read, its bytes are
 * {@linkplain de.komcert.app.forensics.timeline.Sieve held} against what is sought: the words of the dictionary that fit are
 * known before, and a text is sought in all bytes of the block at once. What is read then decides. The work for one answer is
 * bounded, and only a few blocks and what is shown are in memory.
 *
 * <p>The file is in the order of the times in the logs and stays as it is when somebody finds out that the clock of a host was
 * wrong. It is read in the order of the corrected times: what hosts
 * with the same shift have written is a sorted run in it, and the runs are merged as pages are asked for. For that a timeline
 * is read through once after a correction, and how much of each run stands where is remembered. An event is named by its
 * position in the file, which no correction changes; a page by places in the order it shows.
 */
@NullMarked
package de.komcert.app.forensics.timeline;

import org.jspecify.annotations.NullMarked;
