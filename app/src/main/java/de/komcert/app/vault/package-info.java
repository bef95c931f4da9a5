/**
 * Keeps files so that nobody reads them from the disk: encrypted, with a key for each compartment.
 *
 * <p>Below {@code <data>/vault} lies one file for each id, with a random name:
 *
 * <pre>
 * header    "KOMCERT vault 1\n"[16] ‖ salt[32]
 * segment*  AES-256-GCM( up to 65,536 bytes ) ‖ tag[16]        every segment is full but the last, which may be empty
 *
 * file key  = HKDF-SHA256( data key, salt, "komcert vault file 1" ‖ compartment[16] ‖ id[16] )
 * nonce     = number of the segment from 0, big-endian[8] ‖ 1 for the last, else 0[1] ‖ 0[3]
 * data key  = drawn for each compartment; stored as nonce[12] ‖ AES-256-GCM( data key ) ‖ tag[16] under the master key
 * </pre>
 *
 * <p>So a segment opens in its own place only: in this file, of this compartment, at this number, and as the last one
 * exactly when it was the last. The salt makes each file key one of a kind, so that no nonce ever repeats under it. The
 * master key lies outside the data directory.
 *
 * <p>While a file is being taken in at once, two more names stand beside it: {@code <id>.partial} is being written, and
 * {@code <id>.unsettled}, which is empty, says that the file may or may not have been recorded.
 *
 * <p>A file that comes in pieces is sealed in the same format from its first segment on, and a row of {@code vault.sending}
 * says that it is wanted. Its size is known before, so each segment is sealed as what it is, the last or not; whole segments
 * are all that is acknowledged before the end. Until all has come it has another name:
 *
 * <pre>
 * &lt;id>.sending    a program has it open, or died while it had: more segments may have been sealed than lie here
 * &lt;id>.resting    no program has it open; all that was ever sealed under its salt lies here
 * &lt;id>.partial    what was whole of a file is being poured into a fresh one, which then takes its place
 *
 * (nothing) → sending ⇄ resting        laid to rest when nothing comes for a while, and when the program ends
 *             sending → partial → sending        after a crash, or when the disk took no more: the whole segments under a fresh salt
 *             sending → &lt;id> and &lt;id>.unsettled → &lt;id>        the last piece has come; back to sending where it is not recorded
 * </pre>
 *
 * <p>So no two contents are ever sealed under one key and nonce: what was sealed and is not known to lie here is never sealed
 * again, since what follows is sealed under another key. Opening a sending reads all of it, by which its hash is known too.
 *
 * <p>The start keeps files that are recorded, lets sendings that have a row go on, and takes away what has neither; so does
 * a job every few minutes. The row ends when the file is recorded, when its sender ends it or leaves the compartment, when
 * nobody goes on in time, and with the compartment.
 */
@NullMarked
@ApplicationModule(
        displayName = "Tresor",
        allowedDependencies = {"access", "web", "disk"})
package de.komcert.app.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
