/**
 * What logs hold and lack.
 *
 * <p>A {@link de.komcert.traces.census.CensusTaker} counts entries while they are read, one for each thread; a
 * {@link de.komcert.traces.census.Census} adds up what they have counted. It keeps the kinds of events of each host: log,
 * writer and event id, how many, from when to when, and the fields that ever had a value. Rules are held against
 * {@link de.komcert.traces.census.Census#kinds} to tell which of them can fire. What it keeps is bounded, and is the same
 * whatever the order: of more kinds than it has room for, those that sort first are kept, complete, and the rest is counted.
 * Of the numbers that records bear, more than 512 stretches without a hole in one file are not kept, those with the lowest
 * numbers are, and {@link de.komcert.traces.census.Gaps#complete} says so.
 *
 * <p>{@link de.komcert.traces.census.Gaps} are worked out of it:
 *
 * <ul>
 *   <li><b>Numbers.</b> Windows counts the records of a log one by one and goes on when the log is cleared, so a number
 *       that is missing was there. The lowest number is no hole: the oldest records are overwritten. Holes inside a file are
 *       told from those between two files of a log. Where the number of a record in its file is not the one its event
 *       bears, the record was copied, and what was not copied is no hole but an excerpt.
 *   <li><b>What events tell.</b> Logs cleared (Security 1102, System 104), the service stopped and started (1100, 4608,
 *       6005, 6006), an unexpected end (6008), events dropped or not written (1101, 1104, 1108, 4612).
 *   <li><b>Clocks.</b> Security 4616 and Kernel-General 1 state the time before and after a change; changes of less than
 *       five seconds are the daily work of time services and left out, and what several logs tell of one change is one. Put
 *       forward by the kernel, it is the end of a pause: the system slept or its virtual machine was halted, its clock had
 *       been right, and nothing was logged. What the time service (S-1-5-19) has put right was wrong since the last change
 *       or start, and becomes a {@link de.komcert.traces.census.ClockCorrection}; so does what a system service has put back.
 *       What a person has set corrects nothing. Time-Service 52 states how many seconds and not in which direction, so it
 *       only confirms; 36 says that no time source was reached.
 *   <li><b>Steps back.</b> A later record with a time more than a minute earlier, where no change explains it; buffers that
 *       are written out of order differ by seconds.
 *   <li><b>Silence.</b> From one day with entries to the next, nine of ten times no more than some days pass; three times as
 *       long is silence. That is said of logs with entries on ten days and usually some every week.
 * </ul>
 *
 * <p>When a forwarded event was received is not read: in logs that were copied the time in the head of a record is not that
 * of its own event.
 */
@NullMarked
package de.komcert.traces.census;

import org.jspecify.annotations.NullMarked;
