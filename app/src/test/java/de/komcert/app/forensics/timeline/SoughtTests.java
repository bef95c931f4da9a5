package de.komcert.app.forensics.timeline;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sought in the bytes of events before they are read. */
class SoughtTests {

    private static final int LETTERS_WITH_SMALL_ONES = 1_400;

    @Test
    void everyLetterIsFoundByWhatBecomesOfItInSmallLetters() {
        int letters = 0;
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            var text = "x" + Character.toString(letter) + " " + Character.toString(letter) + "y";
            var small = text.toLowerCase(Locale.ROOT);
            boolean isSurrogate = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
            if (!small.equals(text) && !isSurrogate) {
                letters++;
                for (int from = 0; from < small.length(); from++) {
                    for (int to = from + 1; to <= small.length(); to++) {
                        var part = small.substring(from, to);
                        assertThat(isFound(part, text))
                                .as("%s in U+%04X", part, letter)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(letters).isGreaterThan(LETTERS_WITH_SMALL_ONES);
    }

    @ValueSource(strings = {"powershell", "schlüssel", "gerät", "\uE0007\uE001", "4688", "…", "пароль", "\uD83D\uDE00"})
    @ParameterizedTest
    void aTextIsFoundInTheEventsThatHoldItAndInNoOthers(String part) {
        var events =
                List.of("ein Ereignis", "vor " + part.toUpperCase(Locale.ROOT) + " danach", "", part, "noch eines");

        assertThat(places(part, events)).isEqualTo(BitSet.valueOf(new long[] {0b01010}));
    }

    @Test
    void aTextBetweenTwoEventsIsOfNeither() {
        assertThat(places("power", List.of("ein po", "wer ist das"))).matches(found -> !found.get(1));
    }

    @Test
    void halfACharacterMayStandAnywhere() {
        assertThat(places("\uD83D", List.of("ohne", "mit \uD83D\uDE00")).cardinality())
                .isEqualTo(2);
    }

    private static boolean isFound(String part, String text) {
        return places(part, List.of("", text)).get(1);
    }

    private static BitSet places(String part, List<String> events) {
        var starts = new int[events.size()];
        var all = new Packing();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = all.length();
            all.one(0); // an event is never empty
            all.add(events.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return new Sought(part).in(Sought.folded(all.take()), starts);
    }
}
