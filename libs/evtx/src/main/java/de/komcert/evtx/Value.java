package de.komcert.evtx;

/**
 * A window on a value where it lies in the chunk or in a template: type, bytes, offset, length. It is filled by a
 * {@link EvtxRecord}, holds until that moves on, and is used again for the next value. Only {@link #text()} makes an object.
 */
public final class Value {

    private byte[] bytes = {};
    private int offset;
    private int length;
    private int code;

    void set(int typeCode, byte[] where, int from, int count) {
        bytes = where;
        offset = from;
        length = count;
        code = typeCode;
    }

    public ValueType type() {
        return ValueType.of(code);
    }

    /** Whether this is a sequence of values of its type; texts are then separated by zeros. */
    public boolean isArray() {
        return (code & ValueType.ARRAY) != 0;
    }

    /** Where the value lies, not a copy: read from {@link #offset()} on, write nothing. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** Length in bytes. A text has two for each UTF-16 unit, lowest first; zeros behind it do not count. */
    public int length() {
        return ValueType.of(code).isText() && !isArray() ? Utf16.trimmed(bytes, offset, length) - offset : length;
    }

    /** Whether {@link #number()} has a meaning: whole numbers, also hexadecimal ones, truth values and times. */
    public boolean isNumber() {
        if (isArray()) {
            return false;
        }
        return switch (type()) {
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, BOOL, FILETIME, HEX32, HEX64 ->
                length == ValueType.size(code);
            case SIZE -> length == 4 || length == 8;
            case NULL, STRING, ANSI_STRING, FLOAT, DOUBLE, BINARY, GUID, SYSTEMTIME, SID, HANDLE, BINXML, XML, OTHER ->
                false;
        };
    }

    /** The whole number; those of 64 bits without sign wrap above 2^63. Zero where this is none. */
    public long number() {
        return isNumber() ? ValueText.number(code, bytes, offset, length) : 0;
    }

    /** The elements of an array one after the other; this value alone where it is none. */
    public Elements elements() {
        return new Elements(code, bytes, offset, length);
    }

    /** The value as a detector compares it and XML shows it, without escapes; elements of an array on lines of their own. */
    public String text() {
        if (type().isText() && !isArray()) {
            return Utf16.string(bytes, offset, offset + length());
        }
        var sink = new ByteSink(length + 32);
        writeTo(sink, Escape.NONE);
        return sink.toString();
    }

    boolean isJsonLiteral() {
        return ValueText.isJsonLiteral(code, bytes, offset, length);
    }

    void writeTo(ByteSink sink, Escape escape) {
        if (!isArray()) {
            ValueText.write(sink, escape, code, bytes, offset, length);
            return;
        }
        var elements = elements();
        for (boolean first = true; elements.next(); first = false) {
            if (!first) {
                sink.character(escape, '\n', 0);
            }
            elements.value().writeTo(sink, escape);
        }
    }
}
