package de.komcert.app.audit;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Anchors beside an export: they find what was cut off or written anew. */
class OfflineVerifierAnchorTests extends OfflineVerifierCase {

    @Test
    void anchoredHeadIsConfirmed() throws Exception {
        anchor(3);

        assertThat(check())
                .isEqualTo(new Outcome(
                        0, whole(5, 0) + "\nVerankert bis Nr. 3, in Anker Nr. 7 vom 2026-11-23T08:00:00.000001Z."));
    }

    @Test
    void journalWithoutAnchorsSaysSo() throws Exception {
        Files.writeString(folder.resolve("anker.jsonl"), "");

        assertThat(check()).isEqualTo(new Outcome(0, whole(5, 0) + "\nNoch nicht verankert."));
    }

    /** Who takes away the last links and writes a head to match is found by the anchor, without any paper. */
    @Test
    void cutOffEndIsFoundByTheAnchor() throws Exception {
        anchor(5);
        lines.removeLast();
        lines.removeLast();
        lines.add(head(links.get(3)));

        assertThat(check())
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge."
                                + " Verankert ist Nr. 5, die Kette endet mit Nr. 4."));
    }

    @Test
    void chainWrittenAnewIsFoundByTheAnchor() throws Exception {
        anchor(2);
        var rewritten = VerificationTests.chain("Anruf der Schule", "Netzwerkkabel gezogen um 08:25", "Ende");
        lines.clear();
        lines.addAll(lines(rewritten));
        lines.add(head(rewritten.getLast()));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 2: Anker Nr. 7 hält eine andere Prüfsumme fest.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "root":"         | 6 | Seine Prüfsumme passt nicht zu seinen Angaben.
                    "previous":"     | 7 | Er schließt nicht an den vorigen an.
                    "hash":"         | 6 | Seine Prüfsumme passt nicht zu seinen Angaben.
                    "salt":"         | 7 | Der Weg von Nr. 3 führt nicht zu ihm.
                    "siblings":"     | 7 | Der Weg von Nr. 3 führt nicht zu ihm.
                    """, quoteCharacter = '\'')
    void changedAnchorIsLocated(String field, long number, String fault) throws Exception {
        anchor(3);
        var file = folder.resolve("anker.jsonl");
        var text = Files.readString(file);
        var digit = (field.contains("previous") ? text.lastIndexOf(field) : text.indexOf(field)) + field.length();
        var changed = text.charAt(digit) == '0' ? '1' : '0';
        Files.writeString(file, text.substring(0, digit) + changed + text.substring(digit + 1));

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Anker Nr. " + number + ": " + fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "number":7    | "number":07
                    "slot":       | "slot":0
                    00.000001Z    | 00.0000010Z
                    {"anchor":    | {"anker":
                    """, quoteCharacter = '\'')
    void otherSpellingOfAnAnchorIsRefusedWithItsLine(String from, String to) throws Exception {
        anchor(3);
        var file = folder.resolve("anker.jsonl");
        Files.writeString(file, Files.readString(file).replace(from, to));

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).containsPattern("^anker.jsonl, Zeile [1-3]: Das ist kein Anker");
    }
}
