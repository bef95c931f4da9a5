package de.komcert.evtx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Utf16Tests {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Grüße", "😀", "\ud83d", "\ude00x", "a\u0000b", "\uffff"})
    void textComesBackUnitByUnitAlsoHalfAPair(String text) {
        byte[] bytes = Utf16.bytes(text);

        assertThat(bytes).hasSize(2 * text.length());
        assertThat(Utf16.string(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @Test
    void theLowestByteStandsFirst() {
        assertThat(Utf16.bytes("A€")).containsExactly(0x41, 0, 0xac, 0x20);
    }

    @Test
    void zerosBehindATextAreNoPartOfIt() {
        byte[] bytes = Utf16.bytes("a\u0000b\u0000\u0000");

        assertThat(Utf16.trimmed(bytes, 0, bytes.length)).isEqualTo(6);
        assertThat(Utf16.trimmed(bytes, 0, bytes.length - 1)).isEqualTo(6);
        assertThat(Utf16.trimmed(bytes, 6, 4)).isEqualTo(6);
    }
}
