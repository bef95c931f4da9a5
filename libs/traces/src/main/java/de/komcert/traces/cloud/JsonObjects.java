package de.komcert.traces.cloud;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;

import de.komcert.traces.Problem;

/**
 * Finds the objects in a JSON text: one in each line, one behind the other over several lines, in a list, or in the list
 * {@code value} or {@code records} of an answer. They are only cut out, so that a broken one costs itself: no string goes on in
 * the next line, and what has no end is given up.
 */
final class JsonObjects {

    private static final int MOST = 4 << 20;
    private static final int LONGEST_NAME = 16;
    private static final Set<String> LISTS = Set.of("value", "records", "Records");

    private final InputStream in;
    private final Consumer<Problem> problems;
    private final byte[] buffer = new byte[1 << 16];
    private int read;
    private int at;
    private long bufferAt;

    private final ByteArrayOutputStream object = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private long offset;
    private long number;
    private int depth;
    private boolean isInAnswer;
    private boolean isInText;
    private boolean isEscaped;
    private boolean isListNext;
    private boolean hasToldOfLine;

    JsonObjects(InputStream in, Consumer<Problem> problems) {
        this.in = in;
        this.problems = problems;
    }

    /** Moves to the next object; false at the end. */
    boolean next() throws IOException {
        object.reset();
        while (at < read || fill()) {
            byte c = buffer[at++];
            if (depth > 0) {
                object.write(c);
            }
            if (isInText) {
                inText(c);
            } else if (takes(c)) {
                number++;
                return true;
            }
            if (object.size() > MOST) {
                giveUp("is longer than 4 MiB");
            }
        }
        if (depth > 0) {
            giveUp("breaks off");
        }
        return false;
    }

    private boolean fill() throws IOException {
        bufferAt += read;
        at = 0;
        read = Math.max(in.read(buffer, 0, buffer.length), 0);
        return read > 0;
    }

    private void inText(byte c) {
        if (c == '\n') {
            isInText = false;
            isEscaped = false;
            if (depth > 0) {
                giveUp("has a text that does not end");
            }
        } else if (isEscaped) {
            isEscaped = false;
        } else if (c == '\\') {
            isEscaped = true;
        } else if (c == '"') {
            isInText = false;
        } else if (text.length() <= LONGEST_NAME) {
            text.append((char) c);
        }
    }

    /** Takes a character outside of texts, and tells whether an object ends with it. */
    private boolean takes(byte c) {
        switch (c) {
            case '"' -> {
                isInText = true;
                text.setLength(0);
            }
            case ':' -> isListNext = depth == 1 && LISTS.contains(text.toString());
            case '{' -> {
                begin(c);
                isListNext = false;
            }
            case '[' -> {
                if (isListNext) {
                    isInAnswer = true;
                    depth = 0;
                    object.reset();
                }
                isListNext = false;
            }
            case '}' -> {
                if (depth > 0 && --depth == 0) {
                    return true;
                }
            }
            case '\n' -> hasToldOfLine = false;
            case ',', ']', ' ', '\t', '\r' -> {}
            default -> {
                isListNext = false;
                if (depth == 0 && !isInAnswer && !hasToldOfLine) {
                    hasToldOfLine = true;
                    report(bufferAt + at - 1, "Something here is no JSON object");
                }
            }
        }
        return false;
    }

    private void begin(byte c) {
        if (depth++ == 0) {
            offset = bufferAt + at - 1;
            object.write(c);
        }
    }

    private void giveUp(String why) {
        report(offset, "Object " + (number + 1) + " " + why);
        object.reset();
        depth = 0;
    }

    private void report(long where, String message) {
        problems.accept(new Problem("NOT_JSON", message, where, true));
    }

    byte[] bytes() {
        return object.toByteArray();
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    long offset() {
        return offset;
    }
}
