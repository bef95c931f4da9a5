/**
 * Finds the files in collections: ZIP archives such as KAPE and Velociraptor make, tar archives such as UAC makes, also
 * damaged ones, and one archive inside another.
 *
 * <p>{@link de.komcert.archive.Collection} goes through an archive once and reads each wanted file to its end. After
 * that its true size, its SHA-256 and everything that is wrong with it are known, whatever the archive claims, and
 * nothing readable has been written to a disk. A {@link de.komcert.archive.CollectedFile} can then be read as often as needed, as a
 * stream, or in any place where it is stored without compression.
 *
 * <h2>ZIP</h2>
 *
 * <p>All numbers have their lowest byte first. For each file a local header, its name and its data; at the end of the
 * archive a directory that repeats it all with the offsets, and a last record that tells where the directory is.
 *
 * <table>
 * <caption>Records</caption>
 * <tr><td>{@code PK 03 04}</td><td>local header: version (2), flags (2), method (2), time and date (2 each), CRC-32 (4), packed
 * size (4), size (4), length of the name (2) and of the extra fields (2), then both, then the data</td></tr>
 * <tr><td>{@code PK 01 02}</td><td>entry of the directory: version made by (2), then as above, length of the comment (2), disk
 * (2), attributes (2 and 4), offset of the local header (4), then name, extra fields, comment</td></tr>
 * <tr><td>{@code PK 05 06}</td><td>the last record: disks (2 and 2), entries (2 and 2), size of the directory (4), its offset
 * (4), length of the comment (2), comment</td></tr>
 * <tr><td>{@code PK 06 06}, {@code PK 06 07}</td><td>the same with 8 bytes for each number, and where that stands</td></tr>
 * </table>
 *
 * <p>Flag 1 says encrypted, 8 that sizes and checksum follow the data, 2048 that the name is UTF-8. Method 0 is stored, 8 is
 * deflated. The extra field 1 holds, in this order, those of size, packed size and offset that are {@code ffffffff} where
 * they should stand; {@code 5455} holds the time in seconds since 1970.
 *
 * <h2>tar</h2>
 *
 * <p>Blocks of 512 bytes, all perhaps packed by gzip or xz: for each file a header and its data, filled up to a whole block; at
 * the end two empty blocks. Numbers are octal digits, or, where the first bit is set, the number itself with its highest
 * byte first.
 *
 * <table>
 * <caption>Header</caption>
 * <tr><td>0</td><td>name (100)</td></tr>
 * <tr><td>124</td><td>size (12), time in seconds since 1970 (12), sum of all bytes of the header with blanks in place of the
 * sum (8), kind (1): 0 is a file, 1 to 6 are links, folders and devices without data</td></tr>
 * <tr><td>257</td><td>{@code ustar}; after it a zero in the form of POSIX, a blank in that of GNU</td></tr>
 * <tr><td>345</td><td>what stands before the name (155), with a slash between them, in the form of POSIX alone</td></tr>
 * </table>
 *
 * <p>What has no room in a header stands before it as a file of its own: of kind {@code x} with lines of a length, a name
 * ({@code path}, {@code size}, {@code mtime}) and a value, or of kind {@code L} with the name alone. Kind {@code S}, or a name
 * that begins with {@code GNU.sparse.}, is a file without its empty places.
 *
 * <h2>Packed files</h2>
 *
 * <p>{@link de.komcert.archive.Expanded} unpacks what gzip ({@code 1f 8b}) or xz ({@code fd 37 7a 58 5a 00}) has packed as a
 * whole, a rotated log or a tar archive. The library for xz gives a chunk, up to 64 KiB packed and 2 MiB unpacked, only when
 * it has all of it: where xz breaks off, what it holds is read up to the last whole chunk. Before it begins xz asks for the
 * memory that it needs. Up to 66 MiB are given, which is enough for {@code xz -9}; whoever wants more than {@code xz} does
 * without being told is made to wait until there is room.
 *
 * <h2>What is tolerated</h2>
 *
 * <ul>
 *   <li>No directory, or a broken one: local headers are searched from the beginning to the end.
 *   <li>Bytes before the archive, more than 65,535 files, sizes that lie, checksums that do not fit, data that break off:
 *       what can be unpacked is read.
 *   <li>Names that lead out of the archive, and two files of one name: read, and said.
 *   <li>A tar archive with a damaged header or without its end: what follows the damage, or stands before the end, is read.
 *   <li>Files that are encrypted or packed in another way, images of disks, archives of another kind and journals in their
 *       own form: said, and passed over. Method 9 is Deflate64, as the Explorer of Windows packs what is larger than 2 GB.
 *   <li>Bombs: files that share their data are read once; what grows beyond 256 MiB and to two hundred times its packed
 *       size ends there, so do an archive beyond 1 GiB and all that gzip or xz has packed; 250,000 entries; one archive inside another and no deeper.
 * </ul>
 *
 * <p>Source: PKWARE's APPNOTE 6.3.10, the pax format of POSIX.1, and archives that real tools wrote.
 */
@NullMarked
package de.komcert.archive;

import org.jspecify.annotations.NullMarked;
