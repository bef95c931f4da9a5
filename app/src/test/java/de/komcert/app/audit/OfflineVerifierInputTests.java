package de.komcert.app.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is no journal: refused with its line, and never taken for a damaged chain. */
class OfflineVerifierInputTests extends OfflineVerifierCase {

    @ParameterizedTest
    @ValueSource(strings = {"salt", "body"})
    void halfAnErasureIsDamage(String field) throws Exception {
        lines.set(1, lines.get(1).replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":null"));

        assertThat(check()).isEqualTo(new Outcome(1, "Beschädigt bei Nr. 2: Sein Text wurde verändert."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keine Kette",
                "{}",
                "{\"head\":{\"number\":2}}",
                "{\"compartment\":null}",
            })
    void garbageIsRefusedWithItsLine(String garbage) throws Exception {
        lines.set(3, garbage);

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Zeile 4: ");
    }

    /** Whatever could be written in two ways could be changed without changing a hash. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "number":2        | "number":02
                    "number":2        | "number":"2"
                    T06:11:00.123456Z | T06:11:00.1234567Z
                    T06:11:00.123456Z | T07:11:00.123456+01:00
                    2026-11-23T       | 2026-02-30T
                    "salt":"42        | "salt": "42
                    "salt":"42        | "salt":"
                    "body":           | "note":"","body":
                    gezogen           | gezogen"
                    gezogen           | gezogen\\
                    gezogen           | gezogen\\x
                    gezogen           | gezogen\\u00e
                    gezogen           | gezogen\\ud83d
                    """, quoteCharacter = '\'')
    void otherSpellingIsRefusedWithItsLine(String from, String to) throws Exception {
        change(2, from, to);

        var outcome = check();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.words()).startsWith("Zeile 2: ");
    }

    @Test
    void brokenCharacterIsRefusedWithItsLine() throws Exception {
        var bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        var umlaut = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("verschl\u00c3");
        bytes[umlaut + "verschl".length()] = 'u';
        Files.write(folder.resolve("tagebuch.jsonl"), bytes);

        assertThat(run("-cp", program.toString(), "Pruefe", "tagebuch.jsonl"))
                .isEqualTo(new Outcome(2, "Zeile 3: Ein Zeichen ist beschädigt; die Zeile ist kein UTF-8."));
    }

    @Test
    void missingHeadIsRefused() throws Exception {
        lines.removeLast();

        assertThat(check())
                .isEqualTo(new Outcome(2, "Zeile 6: Hier fehlt der Kopf der Kette. Die Datei ist nicht vollständig."));
    }

    @Test
    void linkAfterTheHeadIsRefused() throws Exception {
        lines.add(lines.getFirst());

        assertThat(check()).isEqualTo(new Outcome(2, "Zeile 6: Nach dem Kopf der Kette darf nichts mehr folgen."));
    }

    @Test
    void missingFileIsNamed() throws Exception {
        assertThat(run("-cp", program.toString(), "Pruefe", "anderswo.jsonl"))
                .isEqualTo(new Outcome(2, "Die Datei anderswo.jsonl lässt sich nicht lesen. Stimmen Ordner und Name?"));
    }
}
