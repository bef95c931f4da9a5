package de.komcert.evtx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that others lay out: objects, lists, texts, numbers, and values straight from the log. It puts the commas
 * and trusts its caller to close what was opened. The bytes are UTF-8; a half surrogate pair is written as an escape.
 *
 * <pre>{@code
 * line.open().name(ID).number(record.id()).name(TIME).time(record.ticks()).close().end();
 * }</pre>
 */
public final class JsonLine {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ByteSink sink = new ByteSink(1024);
    private boolean comma;

    /** A name ready to be written often, with quotes and colon. */
    public static byte[] key(String name) {
        var sink = new ByteSink(name.length() + 8);
        quoted(sink, name);
        sink.ascii(':');
        return sink.copy();
    }

    public JsonLine open() {
        return bracket('{');
    }

    public JsonLine close() {
        sink.ascii('}');
        comma = true;
        return this;
    }

    public JsonLine openList() {
        return bracket('[');
    }

    public JsonLine closeList() {
        sink.ascii(']');
        comma = true;
        return this;
    }

    private JsonLine bracket(char opening) {
        separate();
        sink.ascii(opening);
        comma = false;
        return this;
    }

    /** @param key what {@link #key} gave */
    public JsonLine name(byte[] key) {
        separate();
        sink.raw(key);
        comma = false;
        return this;
    }

    public JsonLine name(String name) {
        return name(key(name));
    }

    public JsonLine text(@Nullable String text) {
        separate();
        if (text == null) {
            sink.raw(NULL);
        } else {
            quoted(sink, text);
        }
        comma = true;
        return this;
    }

    /** A number or truth value that was JSON before; null for a null. */
    public JsonLine literal(@Nullable String json) {
        separate();
        sink.utf8(json == null ? "null" : json);
        comma = true;
        return this;
    }

    public JsonLine number(long number) {
        separate();
        sink.decimal(number);
        comma = true;
        return this;
    }

    /** Ticks of 100 ns since 1601 as a UTC time with seven decimals. */
    public JsonLine time(long ticks) {
        separate();
        sink.ascii('"');
        ValueText.fileTime(sink, ticks);
        sink.ascii('"');
        comma = true;
        return this;
    }

    /** Numbers and truth values bare, everything else as text, an array as a list. */
    public JsonLine value(Value value) {
        if (!value.isArray()) {
            return single(value);
        }
        openList();
        for (var elements = value.elements(); elements.next(); ) {
            single(elements.value());
        }
        return closeList();
    }

    /** An array's elements one after the other, for a list that is open; otherwise the value alone. */
    public JsonLine elements(Value value) {
        for (var elements = value.elements(); elements.next(); ) {
            single(elements.value());
        }
        return this;
    }

    private JsonLine single(Value value) {
        separate();
        if (value.type() == ValueType.NULL) {
            sink.raw(NULL);
        } else if (value.isJsonLiteral()) {
            value.writeTo(sink, Escape.JSON);
        } else {
            sink.ascii('"');
            value.writeTo(sink, Escape.JSON);
            sink.ascii('"');
        }
        comma = true;
        return this;
    }

    /** Ends the line. */
    public JsonLine end() {
        sink.ascii('\n');
        comma = false;
        return this;
    }

    private void separate() {
        if (comma) {
            sink.ascii(',');
        }
    }

    private static void quoted(ByteSink sink, String text) {
        byte[] utf16 = Utf16.bytes(text);
        sink.quoted(utf16, 0, utf16.length);
    }

    /** Bytes waiting. */
    public int length() {
        return sink.length;
    }

    /** Writes what is waiting, and clears. */
    public void writeTo(OutputStream target) throws IOException {
        target.write(sink.bytes, 0, sink.length);
        sink.clear();
    }

    /** What is waiting as an array of its own, and clears. */
    public byte[] take() {
        var bytes = sink.copy();
        sink.clear();
        return bytes;
    }

    @Override
    public String toString() {
        return new String(sink.bytes, 0, sink.length, StandardCharsets.UTF_8);
    }
}
