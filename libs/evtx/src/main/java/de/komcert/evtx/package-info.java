/**
 * Reads Windows event logs: every record that can be read, every problem as a finding with its offset.
 *
 * <h2>How to use it</h2>
 *
 * <p>{@link de.komcert.evtx.EvtxReader} goes through a log from a channel, which may be a file or evidence that is
 * decrypted while it is read. {@link de.komcert.evtx.JsonWriter} and {@link de.komcert.evtx.XmlWriter} render a record.
 * {@link de.komcert.evtx.EvtxCarver} finds records in what is no log. Each of these objects serves one thread; several
 * readers can share a log by chunks.
 *
 * <p>A detector reads fields without objects being made, in one of two ways. It names the fields it wants in
 * {@link de.komcert.evtx.Fields}; they are resolved when a template is first met, and
 * {@link de.komcert.evtx.EvtxRecord#read} is then two array accesses. Or it takes
 * {@link de.komcert.evtx.EvtxRecord#form}, which is the same object for all records made of the same templates, works
 * out once what it needs of its names, and reads by place. Both fill a {@link de.komcert.evtx.Value}: a window with
 * type, bytes, offset and length where the value lies. A text there is UTF-16 with the lowest byte first, and can be
 * compared where it is; {@link de.komcert.evtx.Value#number} gives whole numbers.
 *
 * <h2>The format</h2>
 *
 * <p>All numbers have their lowest byte first. Offsets inside a chunk count from its beginning.
 *
 * <p><b>File.</b> A header of 4,096 bytes, then chunks of 65,536 bytes. The header: {@code ElfFile} and a zero, oldest
 * and newest chunk (8 bytes each), next record number (8), header size 128 (4), minor and major version 1 or 2 and 3 (2
 * each), block size (2), number of chunks (2, too small for big logs), at 120 flags (1 not closed, 2 full, 4 without
 * checksums), at 124 the CRC-32 of the first 120 bytes. We rely on none of it: chunks are taken from 4,096 on to the end
 * of the file.
 *
 * <p><b>Chunk.</b> {@code ElfChnk} and a zero, first and last record by count and by number (8 each), header size (4), at
 * 44 the last record, at 48 the beginning of free space, at 52 the CRC-32 of the records, at 120 flags, at 124 the
 * CRC-32 of bytes 0 to 119 and 128 to 511. Then 64 buckets of names and 32 of templates; records from 512 on. A chunk
 * stands alone. The chains behind the buckets are not followed, since what refers to a name or template says its
 * offset.
 *
 * <p><b>Record.</b> {@code 2a 2a 00 00}, size (4), number (8), time (8, ticks of 100 ns since 1601), BinXML, the size
 * again (4). Its end is filled up to a multiple of eight bytes with whatever lay there.
 *
 * <p><b>BinXML.</b> Fragments: {@code 0f 01 01 00}, then an element or a template instance, then {@code 00}. Tokens, of
 * which bit {@code 40} says that more of the same kind follow:
 *
 * <table>
 * <caption>Tokens</caption>
 * <tr><td>01</td><td>element: in a template the slot it depends on (2), size (4), name (4), with bit 40 the size of its
 * attributes (4)</td></tr>
 * <tr><td>02 03 04</td><td>end of a start tag, of an empty element, of an element</td></tr>
 * <tr><td>05</td><td>text: type (1), length in characters (2), UTF-16</td></tr>
 * <tr><td>06</td><td>attribute: name (4), then its value as tokens</td></tr>
 * <tr><td>07 08 09</td><td>CDATA (length and text), character (2), entity (name)</td></tr>
 * <tr><td>0a 0b</td><td>target (name) and data (length and text) of a processing instruction</td></tr>
 * <tr><td>0c</td><td>template instance: 1 byte, identity (4), offset of the definition (4), the definition where it is
 * used first, the number of values (4), for each size (2), type (1) and a byte, then the values</td></tr>
 * <tr><td>0d 0e</td><td>slot (2) and its type (1); with 0e a null takes the element or attribute away</td></tr>
 * </table>
 *
 * <p>A name is an offset; there stand the offset of the next in its bucket (4), a hash (2: multiply by 65,599 and add,
 * for each unit), the length (2), the units and a zero. Where a name is used first it stands right behind the token. A
 * template definition is the offset of the next (4), a GUID whose first four bytes are the identity, the size (4), and a
 * fragment. Outside of templates an element has no slot to depend on.
 *
 * <p><b>Values.</b> See {@link de.komcert.evtx.ValueType}. Type {@code 21} is BinXML again: the event's own part usually
 * lies in such a value. Bit {@code 80} makes an array; an element whose only content is an array is repeated for each
 * entry.
 *
 * <h2>How it is fast</h2>
 *
 * <p>The tokens of a definition become a {@link de.komcert.evtx.Shape}, in which names stand instead of offsets. Shapes
 * are equal or not whatever chunk and file they come from, so each is compiled once: into a list of constant bytes and
 * slots for JSON, a tree for XML, and a projection from fields to slots. Reading a record is reading the sizes of its
 * values. A fragment without a template is treated as one whose texts are its values, so forwarded events are as fast.
 *
 * <h2>What is tolerated</h2>
 *
 * <ul>
 *   <li>Headers that are missing or lie, checksums that do not fit: findings, and the records are read all the same.
 *   <li>A chunk that states too little: records behind its end that continue the numbering belong to the log. Others
 *       there are residue of an earlier use, read when asked for and marked as such.
 *   <li>A broken chain: the next record is searched by its mark and the two sizes that must agree. A record that has lost
 *       its mark or one of its sizes is still read.
 *   <li>A lost template: another of the same identity from the same file takes its place, or the values are shown
 *       without names. A name that is no usual one and does not fit its hash counts as overwritten.
 *   <li>A value that does not fit its type: its bytes are shown.
 *   <li>Bombs: 256 elements deep, 64 values deep, 256 templates and 16 MiB of text for a record, 4 MiB of template
 *       definitions read for a chunk. What goes beyond is a finding.
 * </ul>
 *
 * <p>Source: [MS-EVEN6] 2.2.12 for BinXML, public research for the rest, and real logs.
 */
@NullMarked
package de.komcert.evtx;

import org.jspecify.annotations.NullMarked;
