package de.komcert.sigma;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

    @Test
    void textIsReadFromWindowsBytes() {
        var text = new Text();
        var bytes = "Jörg 😀".getBytes(StandardCharsets.UTF_16LE);
        text.append("User: ");
        text.appendUtf16le(bytes, 0, bytes.length);
        text.append(42);
        assertThat(text).hasToString("User: Jörg 😀42");
    }
}
