package de.komcert.traces.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import de.komcert.traces.Problem;

/** Lines of text. Blank ones are passed over, and one that is no UTF-8 is taken for Latin-1, as older programs write. */
public final class TextLines {

    /** Longer than any program logs, and short enough that no expression runs long. */
    private static final int MOST = 1 << 18;

    private final Lines lines;
    private final Consumer<Problem> problems;
    private String text = "";

    /** @param problems gets each problem when it is met */
    public TextLines(InputStream in, Consumer<Problem> problems) {
        this.lines = new Lines(in);
        this.problems = problems;
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        while (lines.next()) {
            if (lines.isTooLong()) {
                problems.accept(new Problem(
                        "LINE_TOO_LONG", "Line " + lines.number() + " is longer than 16 MiB", lines.offset(), true));
                continue;
            }
            int length = lines.length();
            if (length > MOST) {
                problems.accept(new Problem(
                        "LINE_CUT", "Line " + lines.number() + " is longer than 256 KiB", lines.offset(), true));
                length = MOST;
            }
            text = decoded(lines.bytes(), lines.from(), length);
            if (text.endsWith("\r")) {
                text = text.substring(0, text.length() - 1);
            }
            if (!text.isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Bytes as text: UTF-8, or Latin-1 where they are none. */
    public static String decoded(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** The line without its end, at most its first 256 KiB. */
    public String text() {
        return text;
    }

    /** Counted from 1. */
    public long number() {
        return lines.number();
    }

    /** Where it begins, in bytes. */
    public long offset() {
        return lines.offset();
    }
}
