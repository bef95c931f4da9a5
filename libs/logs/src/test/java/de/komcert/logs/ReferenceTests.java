package de.komcert.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReferenceTests {

    @Test
    void anEntryIsFoundAgainByItsKeyWhateverItSays() {
        var words = new ArrayList<String>(List.of("", "a", "\0", "1 2 3\0 4", "ä\ud83d"));
        words.add(null);
        var keys = new HashMap<String, Reference>();
        for (var file : List.of("a", "a\0b", "a/b c.evtx")) {
            for (var host : words) {
                for (var id : words) {
                    for (boolean isResidue : new boolean[] {false, true}) {
                        var reference = new Reference(file, Long.MAX_VALUE - 1, -5, host, id, null, host, isResidue);
                        assertThat(Reference.parse(reference.key())).isEqualTo(reference);
                        assertThat(keys.put(reference.key(), reference)).isNull();
                    }
                }
            }
        }
        assertThat(new Reference("a", 9, 7, "z", null, null, null, false).key())
                .isLessThan(new Reference("a", 10, 3, "a", null, null, null, false).key())
                .isLessThan(new Reference("b", 1, 3, "a", null, null, null, false).key());
    }

    @Test
    void aKeyIsTheSameWhateverLanguageTheMachineSpeaks() {
        var reference = new Reference("a", 1234567890, 7, "h", null, null, "4624", false);
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat("%d".formatted(7)).isNotEqualTo("7");
            assertThat(reference.key())
                    .startsWith("a\0" + "00000000001234567890")
                    .matches("[ -~\0]+");
            assertThat(Reference.parse(reference.key())).isEqualTo(reference);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
