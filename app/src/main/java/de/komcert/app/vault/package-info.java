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
 * <p>While a file is being taken in, two more names stand beside it: {@code <id>.partial} is being written, and
 * {@code <id>.unsettled}, which is empty, says that the file may or may not have been recorded.
 */
@NullMarked
@ApplicationModule(
        displayName = "Tresor",
        allowedDependencies = {"access", "web", "disk"})
package de.komcert.app.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
