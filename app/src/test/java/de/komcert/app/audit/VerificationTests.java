package de.komcert.app.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.audit.Verification.Broken;
import de.komcert.app.audit.Verification.Fault;
import de.komcert.app.audit.Verification.Intact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of damage is told apart, and located at the number where it begins. */
class VerificationTests {

    private static final CompartmentId COMPARTMENT =
            new CompartmentId(UUID.fromString("7d1f8a52-3c0b-4f6e-9a44-0e2b6c5d1f83"));
    private static final Instant BEGUN = Instant.parse("2026-11-23T06:10:00.123456Z");

    private final List<Link> links = chain("eins", "zwei", "drei", "vier", "fünf");
    private final Link last = links.getLast();

    @Test
    void wholeChainIsIntact() {
        assertThat(verified()).isEqualTo(new Intact(5, 0));
    }

    @Test
    void emptyChainIsIntact() {
        assertThat(Verification.of(List.of(), 0, Link.BEGIN)).isEqualTo(new Intact(0, 0));
    }

    @Test
    void erasedTextsAreCountedAndAllowed() {
        links.set(1, erased(links.get(1)));
        links.set(4, erased(links.get(4)));

        assertThat(verified()).isEqualTo(new Intact(5, 2));
    }

    @Test
    void rewrittenChainContradictsItsAnchor() {
        var walk = new Verification.Walk(Map.of(3L, links.get(2).hash()));
        var rewritten = chain("eins", "zwei", "etwas anderes", "vier");
        rewritten.forEach(walk::next);

        assertThat(walk.end(4, rewritten.getLast().hash())).isEqualTo(new Broken(3, Fault.ANCHOR));
    }

    @Test
    void chainThatEndsBeforeItsAnchorHasLostItsEnd() {
        var walk = new Verification.Walk(Map.of(5L, last.hash()));
        links.subList(0, 3).forEach(walk::next);

        assertThat(walk.end(3, links.get(2).hash())).isEqualTo(new Broken(4, Fault.END_MISSING));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void missingLinkIsLocated(int number) {
        links.remove(number - 1);

        assertThat(verified()).isEqualTo(new Broken(number, Fault.MISSING));
    }

    @Test
    void doubledLinkIsLocatedWhereItStandsAgain() {
        links.add(3, links.get(2));

        assertThat(verified()).isEqualTo(new Broken(4, Fault.MISSING));
    }

    @Test
    void swappedLinksAreLocatedAtTheFirst() {
        Collections.swap(links, 1, 2);

        assertThat(verified()).isEqualTo(new Broken(2, Fault.MISSING));
    }

    @Test
    void rewrittenLinkIsFoundByItsSuccessor() {
        links.set(2, following(links.get(1), "etwas anderes"));

        assertThat(verified()).isEqualTo(new Broken(4, Fault.DOES_NOT_FOLLOW));
    }

    @Test
    void linkOfAnotherChainDoesNotFollow() {
        links.set(2, chain("anderes", "Tagebuch", "drei").get(2));

        assertThat(verified()).isEqualTo(new Broken(3, Fault.DOES_NOT_FOLLOW));
    }

    @Test
    void changedTimeDoesNotFitItsHash() {
        var link = links.get(2);
        links.set(2, forged(link, link.compartment(), link.recordedAt().plusNanos(1_000), link));

        assertThat(verified()).isEqualTo(new Broken(3, Fault.HASH));
    }

    @Test
    void changedCompartmentDoesNotFitItsHash() {
        var link = links.get(2);
        links.set(
                2,
                forged(
                        link,
                        new CompartmentId(UUID.fromString("7d1f8a52-3c0b-4f6e-9a44-0e2b6c5d1f84")),
                        link.recordedAt(),
                        link));

        assertThat(verified()).isEqualTo(new Broken(3, Fault.HASH));
    }

    @Test
    void textThatIsCommittedToAnewDoesNotFitItsHash() {
        var link = links.get(2);
        var other = following(links.get(1), "etwas anderes");
        links.set(2, forged(link, link.compartment(), link.recordedAt(), other));

        assertThat(verified()).isEqualTo(new Broken(3, Fault.HASH));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void changedTextIsLocated(int number) {
        var link = links.get(number - 1);
        links.set(number - 1, withText(link, link.salt(), link.body() + " "));

        assertThat(verified()).isEqualTo(new Broken(number, Fault.TEXT));
    }

    @Test
    void changedSaltIsLocated() {
        var link = links.get(2);
        links.set(2, withText(link, new byte[Link.HASH_BYTES], link.body()));

        assertThat(verified()).isEqualTo(new Broken(3, Fault.TEXT));
    }

    @Test
    void missingEndIsFoundByTheHead() {
        links.removeLast();
        links.removeLast();

        assertThat(verified()).isEqualTo(new Broken(4, Fault.END_MISSING));
    }

    @Test
    void missingChainIsFoundByTheHead() {
        assertThat(Verification.of(List.of(), 5, last.hash())).isEqualTo(new Broken(1, Fault.END_MISSING));
    }

    @Test
    void rewrittenEndIsFoundByTheHead() {
        links.set(4, following(links.get(3), "etwas anderes"));

        assertThat(verified()).isEqualTo(new Broken(6, Fault.END_MISSING));
    }

    @Test
    void firstDamageIsNamed() {
        links.set(1, withText(links.get(1), links.get(1).salt(), "anders"));
        links.remove(3);

        assertThat(verified()).isEqualTo(new Broken(2, Fault.TEXT));
    }

    /** Checked against the head as it was before anything was changed. */
    private Verification verified() {
        return Verification.of(links, last.number(), last.hash());
    }

    /** A chain of these texts, one minute apart, the same each time. */
    static List<Link> chain(String... texts) {
        var links = new ArrayList<Link>();
        for (var text : texts) {
            links.add(following(links.isEmpty() ? null : links.getLast(), text));
        }
        return links;
    }

    /** A forger leaves number and hashes, and puts these in the place of what stood there. */
    private static Link forged(Link link, CompartmentId compartment, Instant recordedAt, Link text) {
        return new Link(
                compartment,
                link.number(),
                recordedAt,
                text.commitment(),
                link.previous(),
                link.hash(),
                text.salt(),
                text.body());
    }

    static Link erased(Link link) {
        return withText(link, null, null);
    }

    private static Link following(@Nullable Link previous, String text) {
        var number = previous == null ? 1 : previous.number() + 1;
        var salt = new byte[Link.HASH_BYTES];
        Arrays.fill(salt, (byte) (0x40 + number));
        return Link.following(
                COMPARTMENT,
                number,
                BEGUN.plus(Duration.ofMinutes(number - 1)),
                previous == null ? Link.BEGIN : previous.hash(),
                salt,
                text);
    }

    private static Link withText(Link link, byte @Nullable [] salt, @Nullable String body) {
        return new Link(
                link.compartment(),
                link.number(),
                link.recordedAt(),
                link.commitment(),
                link.previous(),
                link.hash(),
                salt,
                body);
    }
}
