/**
 * The record that cannot be changed unnoticed: one hash chain for each compartment.
 *
 * <p>A link holds the hash of its predecessor and a salted commitment to a text. Text and salt lie in a row of their own,
 * so that they can be erased when their retention ends: the chain then still verifies and shows a gap.
 *
 * <pre>
 * commitment = SHA-256( salt[32] ‖ text in UTF-8 )
 * hash       = SHA-256( compartment[16] ‖ number[8] ‖ recorded at, microseconds since 1970[8] ‖ commitment[32] ‖ previous hash[32] )
 * </pre>
 *
 * Numbers are big-endian and start at 1; the first link follows 32 zero bytes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access"})
package de.komcert.app.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
