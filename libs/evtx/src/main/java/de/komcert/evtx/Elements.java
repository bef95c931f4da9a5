package de.komcert.evtx;

/**
 * Walks through the elements of an array. Texts end with a zero, identifiers of accounts tell their own length, and all
 * others have the size of their type; what is left over at the end and fits no element is the last one. Whether sizes
 * have eight bytes or four is written nowhere: they have eight where the array can be divided so.
 */
public final class Elements {

    private final Value value = new Value();
    private final byte[] bytes;
    private final int type;
    private final boolean array;
    private final int end;
    private final int pointer;
    private int next;
    private boolean single = true;

    Elements(int code, byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.type = code & ValueType.ARRAY - 1;
        this.array = (code & ValueType.ARRAY) != 0;
        this.next = from;
        this.end = from + length;
        this.pointer = length % 8 == 0 ? 8 : 4;
    }

    /** Moves to the next element; false where there is none. */
    public boolean next() {
        if (array ? next >= end : !single) {
            return false;
        }
        single = false;
        int length = array ? length() : end - next;
        value.set(type, bytes, next, length);
        next += length;
        if (array) {
            next += terminator();
        }
        return true;
    }

    /** The element. It is the same object for all of them. */
    public Value value() {
        return value;
    }

    private int length() {
        int rest = end - next;
        int length = switch (ValueType.of(type)) {
            case STRING, XML -> lengthOfText(2);
            case ANSI_STRING -> lengthOfText(1);
            case SID -> rest < 8 ? rest : 8 + 4 * LittleEndian.u8(bytes, next + 1);
            case SIZE -> pointer;
            case NULL, BINARY, HANDLE, BINXML, OTHER -> rest;
            case INT8,
                    UINT8,
                    INT16,
                    UINT16,
                    INT32,
                    UINT32,
                    INT64,
                    UINT64,
                    FLOAT,
                    DOUBLE,
                    BOOL,
                    GUID,
                    FILETIME,
                    SYSTEMTIME,
                    HEX32,
                    HEX64 -> ValueType.size(type);
        };
        return Math.min(length, rest);
    }

    private int lengthOfText(int unit) {
        int at = next;
        while (at + unit <= end && (unit == 1 ? bytes[at] : LittleEndian.u16(bytes, at)) != 0) {
            at += unit;
        }
        return at - next;
    }

    private int terminator() {
        return switch (ValueType.of(type)) {
            case STRING, XML -> 2;
            case ANSI_STRING -> 1;
            default -> 0;
        };
    }
}
