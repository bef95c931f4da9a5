package de.komcert.app.forensics.name;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names are found wherever they stand in a text, and only where they stand as words. */
class NamesInTextsTests {

    private static final Masking MASKING = new Masking(Map.of(
            "m.kessler", 1, "Max", 2, "Max Mustermann", 3, "Öztürk", 4, "von der Heide", 5, "İlker", 6, "K. Abel", 7));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "m.kessler|<1>",
                "M.KESSLER meldet sich an|<1> meldet sich an",
                "Brief von m.kessler.|Brief von <1>.",
                "m.kessler.docx und m.kessler-neu|<1>.docx und <1>-neu",
                "\\\\srv\\m.kessler\\m.kessler|\\\\srv\\<1>\\<1>",
                "pc-m.kessler, backup_m.kessler.zip|pc-<1>, backup_<1>.zip",
                "m.kessler-m.kessler.max|<1>-<1>.<2>",
                "xm.kessler bleibt|xm.kessler bleibt",
                "m.kesslers bleibt|m.kesslers bleibt",
                "Max und Max Mustermann|<2> und <3>",
                "MAX MUSTERMANN, maxi|<3>, maxi",
                "(von der heide)|(<5>)",
                "vonder Heide bleibt|vonder Heide bleibt",
                "öztürk ÖZTÜRK|<4> <4>",
                "İlker|<6>",
                "k. abel|<7>",
                "nichts|nichts",
            })
    void namesBecomeSigns(String text, String masked) {
        assertThat(MASKING.text(text).replace('\uE000', '<').replace('\uE001', '>'))
                .isEqualTo(masked);
    }

    @Test
    void aWordOfManyPartsCostsNoMoreThanItIsLong() {
        var word = "a.".repeat(200_000);
        // One look from each part to the end of the word would take minutes.
        assertThat(MASKING.text(word + "m.kessler")).isEqualTo(word + "\uE0001\uE001");
        assertThat(MASKING.text("m.kessler" + "x".repeat(500) + ".max"))
                .isEqualTo("m.kessler" + "x".repeat(500) + ".\uE0002\uE001");
    }

    @Test
    void aTextCostsWhatStandsInItHoweverManyNamesThereAre() {
        var names = new HashMap<String, Integer>();
        for (int i = 1; i <= 100_000; i++) {
            names.put("vorname" + i + " nachname", i);
        }
        var masking = new Masking(names);
        var text = "ein langer Satz ohne Namen ".repeat(50);
        for (int i = 0; i < 2_000; i++) {
            // One look at each name for each text would take the better part of an hour.
            assertThat(masking.text(text)).isEqualTo(text);
        }
        assertThat(masking.text("an Vorname99999 Nachname!")).isEqualTo("an \uE00099999\uE001!");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void namesThatShareTheirFirstWordAreNotGoneThroughOneByOne() {
        var names = new HashMap<String, Integer>();
        for (int i = 1; i <= 100_000; i++) {
            names.put("Failed %06d".formatted(i), i);
        }
        var masking = new Masking(names);
        var text = "the login has failed again ".repeat(50);
        for (int i = 0; i < 2_000; i++) {
            // One look at each name for each of these words would take the better part of an hour.
            assertThat(masking.text(text)).isEqualTo(text);
        }
        assertThat(masking.text("FAILED 004711, failed 99")).isEqualTo("\uE0004711\uE001, failed 99");
    }
}
