/**
 * Reads the traces that a system leaves as events that rules can be held against, all in one way: a
 * {@link de.komcert.traces.EntryReader} moves from {@link de.komcert.traces.Entry} to entry. This is where the readers of
 * formats meet the detector of Sigma rules; neither knows the other.
 *
 * <p>{@link de.komcert.traces.WindowsEntries} reads Windows event logs. A record's fields are named as rules name them:
 * an attribute by element and attribute ({@code Provider_Name}), everything else by its own name, and blanks in names do
 * not count. Texts are handed to the detector where they lie. What a log that was forwarded repeats in readable words
 * under {@code RenderingInfo} is no field of the event, except its message.
 *
 * <p>{@link de.komcert.traces.JsonEntries} reads one JSON object in each line. Members of objects have dotted names, lists
 * are several values. {@code product}, {@code category} and {@code service} say where the event was logged, and are fields
 * as well.
 *
 * <p>{@link de.komcert.traces.SyslogEntries}, {@link de.komcert.traces.JournalEntries} and
 * {@link de.komcert.traces.AccessEntries} read what Linux programs, systemd and web servers log. The service in Sigma's
 * words is that of the program which wrote a line. Where a line leaves out year or zone, {@link de.komcert.traces.Assumed}
 * says what is taken for granted, and a problem says that it was. Among the lines of syslog may stand those of devices and
 * the records of the audit log, each with the fields that its rules ask for.
 *
 * <p>{@link de.komcert.traces.W3cEntries} reads logs that name their fields themselves, as IIS and Exchange write them.
 * {@link de.komcert.traces.CloudEntries} reads what Entra ID and Microsoft 365 export, as JSON or as a table: the record is
 * taken out of whatever it is wrapped in, and its fields get all the names under which rules ask for them beside their own.
 *
 * <p>Times are ticks of 100 ns since 1601 in UTC, as Windows counts them: all readers' times compare with one another,
 * and seven decimals are exact.
 */
@NullMarked
package de.komcert.traces;

import org.jspecify.annotations.NullMarked;
