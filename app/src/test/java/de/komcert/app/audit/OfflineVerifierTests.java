package de.komcert.app.audit;

import java.nio.file.Files;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An exported journal, intact or changed: the verifier says which, and in which link. */
class OfflineVerifierTests extends OfflineVerifierCase {

    @Test
    void intactChainIsFoundIntactByTheCommandOfTheInstructions() throws Exception {
        Files.copy(program.resolve("Pruefe.java"), folder.resolve("Pruefe.java"));
        write();

        assertThat(run("Pruefe.java", "tagebuch.jsonl")).isEqualTo(new Outcome(0, intact(5, 0)));
    }

    @Test
    void longTextIsChecked() throws Exception {
        var chain = VerificationTests.chain("kurz", "ä\\\"".repeat(50_000));
        lines.clear();
        lines.addAll(lines(chain));
        lines.add(head(chain.getLast()));

        assertThat(check().status()).isZero();
    }

    @Test
    void emptyChainIsIntact() throws Exception {
        lines.clear();
        lines.add(head(0, Link.BEGIN));

        assertThat(check().words()).startsWith("Unversehrt: 0 Einträge, davon 0 gelöscht. Kopf der Kette: Nr. 0, 0000");
    }

    @Test
    void lineEndsOfWindowsDoNotMatter() throws Exception {
        lines.replaceAll(line -> line + "\r");

        assertThat(check()).isEqualTo(new Outcome(0, intact(5, 0)));
    }

    @Test
    void anErasedJournalStillVerifiesAndItsLastEntrySaysWhy() throws Exception {
        var chain = VerificationTests.chain(
                "Anruf der Schule",
                "Netzwerkkabel gezogen",
                "{\"author\":\"Aufbewahrung\",\"text\":\"Gelöscht: „Vorfall“, 36 \\\"Monate\\\"\"}");
        lines.clear();
        lines.add(line(VerificationTests.erased(chain.get(0))));
        lines.add(line(VerificationTests.erased(chain.get(1))));
        lines.add(line(chain.get(2)));
        lines.add(head(chain.get(2)));

        var outcome = check();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.words())
                .startsWith("Unversehrt: 3 Einträge, davon 2 gelöscht.")
                .contains(
                        "\nDer letzte Eintrag sagt, warum die anderen gelöscht sind: Gelöscht: „Vorfall“, 36 \"Monate\"\n");
    }

    @Test
    void aTextThatIsMissingWithoutAReasonIsPointedOut() throws Exception {
        lines.set(1, line(VerificationTests.erased(links.get(1))));

        assertThat(check())
                .isEqualTo(new Outcome(
                        0,
                        whole(5, 1)
                                + "\nAchtung: Texte fehlen, ohne dass das Tagebuch sagt, warum. Nach Ablauf der Frist löscht"
                                + " KomCERT alle Texte und nennt den Grund im letzten Eintrag."
                                + "\nOhne Anker geprüft: Daneben liegt keine anker.jsonl."));
    }

    @Test
    void oneByteChangedInATextIsFoundAndLocated() throws Exception {
        change(2, "07:25", "07:26");

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Nr. 2: Sein Text wurde verändert."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "compartment":"7 | "compartment":"8 | Seine Prüfsumme
                    "number":3       | "number":4       | Ein Eintrag fehlt
                    123456Z          | 123457Z          | Seine Prüfsumme
                    "salt":"43       | "salt":"44       | Sein Text
                    Drei Server      | Zwei Server      | Sein Text
                    """, quoteCharacter = '\'')
    void changedFieldIsLocated(String from, String to, String fault) throws Exception {
        change(3, from, to);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: " + fault);
    }

    @ParameterizedTest
    @CsvSource({"commitment, Seine Prüfsumme", "previous, Er schließt nicht an", "hash, Seine Prüfsumme"})
    void changedHashIsLocated(String field, String fault) throws Exception {
        var line = lines.get(2);
        var digit = line.indexOf("\"" + field + "\":\"") + field.length() + 4;
        lines.set(2, line.substring(0, digit) + (line.charAt(digit) == '0' ? '1' : '0') + line.substring(digit + 1));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: " + fault);
    }

    @Test
    void missingMiddleLinkIsLocated() throws Exception {
        lines.remove(2);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 3: Ein Eintrag fehlt");
    }

    @Test
    void swappedLinksAreLocated() throws Exception {
        Collections.swap(lines, 1, 2);

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 2: ");
    }

    @Test
    void missingLastLinkIsFoundByTheHead() throws Exception {
        lines.remove(4);

        assertThat(check())
                .isEqualTo(new Outcome(
                        1,
                        "Beschädigt bei Nr. 5: Am Ende fehlen Einträge, oder es sind zu viele."
                                + " Die Kette endet mit Nr. 4, ihr Kopf nennt Nr. 5."));
    }

    @Test
    void rewrittenLastLinkIsFoundByTheHead() throws Exception {
        lines.set(5, head(5, links.get(3).hash()));

        assertThat(check().words()).startsWith("Beschädigt bei Nr. 6: Der Kopf der Kette nennt eine andere Prüfsumme");
    }
}
