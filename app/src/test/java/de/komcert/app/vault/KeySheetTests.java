package de.komcert.app.vault;

import java.util.List;
import java.util.Random;

import de.komcert.app.vault.KeySheet.Reading;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A key survives paper, and a slip of the pen shows where it is. */
class KeySheetTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());

    private final MasterKey key = MasterKey.draw();
    private final String sheet = KeySheet.of(key);

    @Test
    void whatIsPrintedIsReadAgain() {
        for (int round = 0; round < 100; round++) {
            var one = MasterKey.draw();
            assertThat(read(KeySheet.of(one)).bytes()).isEqualTo(one.bytes());
        }
    }

    @Test
    void sevenLinesOfTwoGroupsAndTwoCheckDigits() {
        assertThat(sheet).contains("Hauptschlüssel " + key.mark());
        assertThat(keyLines()).hasSize(7).allMatch(line -> line.matches("[1-7]  [0-9A-Z]{4} [0-9A-Z]{4}  \\d\\d"));
    }

    @Test
    void fourWaysToTypeTheSame() {
        var typed = String.join("\n", keyLines());

        assertThat(read(typed).bytes()).isEqualTo(key.bytes());
        assertThat(read(typed.replaceAll("(?<=\\w) +(?=\\w)", " ")).bytes()).isEqualTo(key.bytes());
        assertThat(read(typed.toLowerCase()).bytes()).isEqualTo(key.bytes());
        // The check digits stay digits; letters that look like digits are taken for them.
        assertThat(read(typed.replaceAll("(?<=  .{0,8})0(?=.{0,8}  )", "O")
                                .replaceAll("(?<=  .{0,8})1(?=.{0,8}  )", "l"))
                        .bytes())
                .isEqualTo(key.bytes());
    }

    @Test
    void everyWrongCharacterIsFoundOnItsLine() {
        System.out.println("komcert.seed=" + SEED);
        var random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int line = random.nextInt(7);
            var right = keyLines().get(line);
            int at = random.nextInt(3, right.length());
            if (right.charAt(at) == ' ') {
                continue;
            }
            var alphabet = at > 12 ? "0123456789" : "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (other == right.charAt(at)) {
                continue;
            }
            var wrong = right.substring(0, at) + other + right.substring(at + 1);

            assertThat(problems(sheet.replace(right, wrong)))
                    .as("%s instead of %s, seed %d", wrong, right, SEED)
                    .containsExactly("Zeile %d passt nicht zu ihren Prüfziffern".formatted(line + 1));
        }
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        var lines = keyLines();
        // The content of two lines is exchanged, and one is left out.
        var mixed = sheet.replace(lines.get(1), "2" + lines.get(2).substring(1))
                .replace(lines.get(2), "3" + lines.get(1).substring(1))
                .replace(lines.get(6), "");

        assertThat(problems(mixed))
                .containsExactly(
                        "Zeile 2 passt nicht zu ihren Prüfziffern",
                        "Zeile 3 passt nicht zu ihren Prüfziffern",
                        "Zeile 7 fehlt");
    }

    @Test
    void linesOfTwoSheetsMakeNoKey() {
        var other = KeySheet.of(MasterKey.draw()).lines().filter(line -> line.matches("1  .*"));
        var mixed = sheet.replace(keyLines().getFirst(), other.findFirst().orElseThrow());

        assertThat(problems(mixed)).containsExactly("die Zeilen gehören nicht zusammen");
    }

    @Test
    void whatIsNoSheetHasNoLine() {
        assertThat(problems("")).hasSize(7);
        assertThat(problems("1  \u0000\n2 zu kurz\n")).hasSize(7);
    }

    private List<String> keyLines() {
        return sheet.lines().filter(line -> line.matches("[1-7]  .*")).toList();
    }

    private static MasterKey read(String text) {
        assertThat(KeySheet.read(text)).isInstanceOf(Reading.Key.class);
        return ((Reading.Key) KeySheet.read(text)).key();
    }

    private static List<String> problems(String text) {
        assertThat(KeySheet.read(text)).isInstanceOf(Reading.Wrong.class);
        return ((Reading.Wrong) KeySheet.read(text)).problems();
    }
}
