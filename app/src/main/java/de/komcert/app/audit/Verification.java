package de.komcert.app.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        /** The system chain holds another hash of it, or what it holds is itself damaged. */
        ANCHOR,
        /** Links at the end are gone: the head or an anchor names a later one. */
        END_MISSING
    }

    /** Checks links in order of their number against the head's number and hash. */
    static Verification of(List<Link> links, long headNumber, byte[] headHash) {
        var walk = new Walk(Map.of());
        links.forEach(walk::next);
        return walk.end(headNumber, headHash);
    }

    /** What is wrong with a link by itself, whatever stands beside it. */
    static Optional<Fault> fault(Link link) {
        var hash = Link.hash(link.compartment(), link.number(), link.recordedAt(), link.commitment(), link.previous());
        if (!Arrays.equals(link.hash(), hash)) {
            return Optional.of(Fault.HASH);
        }
        var body = link.body();
        var salt = link.salt();
        if (body == null && salt == null) {
            return Optional.empty();
        }
        return body == null || salt == null || !Arrays.equals(link.commitment(), Link.commitment(salt, body))
                ? Optional.of(Fault.TEXT)
                : Optional.empty();
    }

    /** A check on its way along a chain, one link after the other, so that no chain is too long for the memory. */
    final class Walk {

        private final Map<Long, byte[]> anchored;
        private byte[] previous = Link.BEGIN;
        private long expected = 1;
        private long erased;
        private Optional<Broken> damage = Optional.empty();

        /** @param anchored the hashes that the system chain holds, by number */
        Walk(Map<Long, byte[]> anchored) {
            this.anchored = Map.copyOf(anchored);
        }

        /** Takes the next link; after the first damage the rest proves nothing and is ignored. */
        void next(Link link) {
            if (damage.isPresent()) {
                return;
            }
            damage = place(link).or(() -> fault(link)).or(() -> anchor(link)).map(fault -> new Broken(expected, fault));
            if (link.erased()) {
                erased++;
            }
            previous = link.hash();
            expected++;
        }

        Verification end(long headNumber, byte[] headHash) {
            if (damage.isPresent()) {
                return damage.get();
            }
            boolean whole = headNumber == expected - 1
                    && Arrays.equals(headHash, previous)
                    && anchored.keySet().stream().allMatch(number -> number < expected);
            return whole ? new Intact(expected - 1, erased) : new Broken(expected, Fault.END_MISSING);
        }

        private Optional<Fault> anchor(Link link) {
            var hash = anchored.get(link.number());
            return hash == null || Arrays.equals(hash, link.hash()) ? Optional.empty() : Optional.of(Fault.ANCHOR);
        }

        private Optional<Fault> place(Link link) {
            if (link.number() != expected) {
                return Optional.of(Fault.MISSING);
            }
            return Arrays.equals(link.previous(), previous) ? Optional.empty() : Optional.of(Fault.DOES_NOT_FOLLOW);
        }
    }
}
