/**
 * The record that cannot be changed unnoticed: one hash chain for each compartment.
 *
 * <p>A link holds the hash of its predecessor and a salted commitment to a text. Text and salt lie in a row of their own,
 * so that they can be erased when their retention ends: the chain then still verifies and shows a gap. Erasing takes all
 * texts of a chain but the last one, which says that and why.
 *
 * <pre>
 * commitment = SHA-256( salt[32] ‖ text in UTF-8 )
 * hash       = SHA-256( compartment[16] ‖ number[8] ‖ recorded at, microseconds since 1970[8] ‖ commitment[32] ‖ previous hash[32] )
 * </pre>
 *
 * Numbers are big-endian and start at 1; the first link follows 32 zero bytes.
 *
 * <p><b>The system chain.</b> Whoever owns the database could write a whole chain anew, or cut off its end together with
 * its head. Against that, the heads are anchored once an hour in one chain for all compartments.
 *
 * <pre>
 * leaf   = SHA-256( 00 ‖ salt[32] ‖ compartment[16] ‖ number[8] ‖ hash of that link[32] )
 * node   = SHA-256( 01 ‖ left[32] ‖ right[32] )
 * root   = the top of a tree of depth 16: leaves at random slots of 65,536, everything else in it random
 * anchor = SHA-256( number[8] ‖ time, microseconds since 1970[8] ‖ root[32] ‖ previous anchor[32] )
 * </pre>
 *
 * What it reveals: when the program ran, and nothing else. It grows by one anchor at fixed times, whether anything
 * happened or not; every anchor is as large as every other; and a root looks the same over no head, one or ten thousand.
 * So everybody who is signed in may read it, and its last anchor may stand on any paper.
 *
 * <p>Members of a compartment have the way from its head to the root: salt, slot, and the 16 hashes beside it, lowest
 * first. It is always of that length and shows neither how many other heads there were nor whose. To whoever holds a
 * later anchor that the owner of the database cannot change, such as one printed on the report of any incident, it shows
 * that this head existed when the anchor was set.
 *
 * <p>What it does not show: an owner of the database who cuts off an end and also takes away the ways that lead to it
 * leaves nothing inside that contradicts. Then a paper or an earlier export must, in which head and way stand.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "api", "web", "shared"})
package de.komcert.app.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
