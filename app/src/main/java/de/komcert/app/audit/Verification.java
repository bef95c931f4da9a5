package de.komcert.app.audit;

import java.util.Arrays;
import java.util.List;

/** What checking a chain found: every link in its place, or the first one that is not. */
public sealed interface Verification {

    /** The whole chain holds. {@code erased} links have lost their text by retention, which the chain allows. */
    record Intact(long links, long erased) implements Verification {}

    /** The chain was changed at this number, or something before the end is missing from there on. */
    record Broken(long number, Fault fault) implements Verification {}

    /** What is wrong with a link. */
    enum Fault {
        /** A number is missing, doubled or out of order. */
        MISSING,
        /** It does not follow the link before it. */
        DOES_NOT_FOLLOW,
        /** Its own hash does not fit what it holds. */
        HASH,
        /** Its text is not the one that was committed to. */
        TEXT,
        /** Links at the end are gone: the head names a later one. */
        END_MISSING
    }

    /** Checks links in order of their number against the head's number and hash. */
    static Verification of(List<Link> links, long headNumber, byte[] headHash) {
        var previous = Link.BEGIN;
        long expected = 1;
        long erased = 0;
        for (var link : links) {
            if (link.number() != expected) {
                return new Broken(expected, Fault.MISSING);
            }
            if (!Arrays.equals(link.previous(), previous)) {
                return new Broken(expected, Fault.DOES_NOT_FOLLOW);
            }
            var hash =
                    Link.hash(link.compartment(), link.number(), link.recordedAt(), link.commitment(), link.previous());
            if (!Arrays.equals(link.hash(), hash)) {
                return new Broken(expected, Fault.HASH);
            }
            var body = link.body();
            var salt = link.salt();
            if (body == null && salt == null) {
                erased++;
            } else if (body == null || salt == null || !Arrays.equals(link.commitment(), Link.commitment(salt, body))) {
                return new Broken(expected, Fault.TEXT);
            }
            previous = link.hash();
            expected++;
        }
        if (headNumber != expected - 1 || !Arrays.equals(headHash, previous)) {
            return new Broken(expected, Fault.END_MISSING);
        }
        return new Intact(expected - 1, erased);
    }
}
