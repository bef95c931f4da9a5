package de.komcert.app.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Head and anchor as they stand on paper, held against an export. */
class OfflineVerifierPaperTests extends OfflineVerifierCase {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void printedHeadIsContained(int number) throws Exception {
        assertThat(check(String.valueOf(number), links.get(number - 1).fingerprint()))
                .isEqualTo(
                        new Outcome(0, intact(5, 0) + "\nDer gedruckte Kopf Nr. " + number + " ist darin enthalten."));
    }

    @Test
    void printedHashMayBeTypedInGroups() throws Exception {
        var groups = links.get(1).fingerprint().toUpperCase(Locale.ROOT).split("(?<=\\G.{8})");
        var typed = new ArrayList<>(List.of("2"));
        Collections.addAll(typed, groups);

        assertThat(check(typed.toArray(String[]::new)).status()).isZero();
    }

    /** Who takes away the last links and writes a head to match is found by the paper only. */
    @Test
    void printedHeadBehindTheEndIsNotContained() throws Exception {
        lines.removeLast();
        lines.removeLast();
        lines.add(head(links.get(3)));

        assertThat(check().status()).isZero();
        assertThat(check("5", links.getLast().fingerprint()))
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge."
                                + " Gedruckt ist Nr. 5, die Kette endet mit Nr. 4."));
    }

    /** Who writes all of it anew is found by the paper only. */
    @Test
    void printedHeadOfARewrittenChainIsNotContained() throws Exception {
        var rewritten = VerificationTests.chain("Anruf der Schule", "Netzwerkkabel gezogen um 08:25", "Ende");
        lines.clear();
        lines.addAll(lines(rewritten));
        lines.add(head(rewritten.getLast()));

        assertThat(check().status()).isZero();
        assertThat(check("1", links.get(0).fingerprint()).status()).isZero();
        assertThat(check("2", links.get(1).fingerprint()).words())
                .startsWith("Beschädigt bei Nr. 2: Gedruckt ist eine andere Prüfsumme.");
    }

    @ParameterizedTest
    @CsvSource({"5, ''", "fünf, 00", "5, 00"})
    void printedHeadThatCannotBeOneIsRefused(String number, String hash) throws Exception {
        var outcome = check(number, hash);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Aufruf: java Pruefe.java tagebuch.jsonl");
    }

    @Test
    void printedAnchorIsContained() throws Exception {
        var anchor = anchor(3);

        assertThat(check("anker", "6", anchor.getFirst().fingerprint()).words())
                .endsWith("\nDer gedruckte Anker Nr. 6 ist darin enthalten.");
        assertThat(check(
                                "5",
                                links.getLast().fingerprint(),
                                "anker",
                                "7",
                                anchor.getLast().fingerprint())
                        .words())
                .endsWith("\nDer gedruckte Kopf Nr. 5 ist darin enthalten."
                        + "\nDer gedruckte Anker Nr. 7 ist darin enthalten.");
    }

    @Test
    void printedAnchorOfAnotherChainIsNotContained() throws Exception {
        var anchor = anchor(3);

        assertThat(check("anker", "6", anchor.getLast().fingerprint()))
                .isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. 6: Gedruckt ist eine andere Prüfsumme."));
        assertThat(check("anker", "8", anchor.getLast().fingerprint()))
                .isEqualTo(
                        new Outcome(
                                1,
                                "Beschädigt bei Anker Nr. 8: Er ist gedruckt, hier aber reichen die Anker nur von Nr. 6 bis Nr. 7."));
    }

    @Test
    void printedAnchorCannotBeComparedWithNone() throws Exception {
        assertThat(check("anker", "6", links.getFirst().fingerprint()))
                .isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. 6: Er ist gedruckt, hier aber liegt kein Anker."));
    }
}
