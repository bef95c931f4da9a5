package de.komcert.evtx;

/**
 * The types a value can have. An array has the type of its elements; see {@link Value#isArray()}.
 *
 * <p>The numbers are those of the format ([MS-EVEN6] 2.2.12). {@link #OTHER} stands for every number that has no
 * meaning; such a value is shown as bytes.
 */
public enum ValueType {
    NULL(0x00, 0),
    STRING(0x01, -1),
    ANSI_STRING(0x02, -1),
    INT8(0x03, 1),
    UINT8(0x04, 1),
    INT16(0x05, 2),
    UINT16(0x06, 2),
    INT32(0x07, 4),
    UINT32(0x08, 4),
    INT64(0x09, 8),
    UINT64(0x0a, 8),
    FLOAT(0x0b, 4),
    DOUBLE(0x0c, 8),
    /** Four bytes; everything but zero is true. */
    BOOL(0x0d, 4),
    BINARY(0x0e, -1),
    GUID(0x0f, 16),
    /** A size or pointer of four or eight bytes, shown in hexadecimal digits. */
    SIZE(0x10, -1),
    /** Ticks of 100 ns since 1601 in UTC. */
    FILETIME(0x11, 8),
    SYSTEMTIME(0x12, 16),
    SID(0x13, -1),
    HEX32(0x14, 4),
    HEX64(0x15, 8),
    HANDLE(0x20, -1),
    /** Elements inside a value: their fields stand in the record like all others. */
    BINXML(0x21, -1),
    XML(0x23, -1),
    OTHER(0xff, -1);

    static final int ARRAY = 0x80;

    private static final ValueType[] BY_CODE = new ValueType[ARRAY];
    private static final byte[] SIZES = new byte[ARRAY];

    static {
        for (int code = 0; code < ARRAY; code++) {
            BY_CODE[code] = OTHER;
            SIZES[code] = -1;
        }
        for (var type : values()) {
            if (type != OTHER) {
                BY_CODE[type.code] = type;
                SIZES[type.code] = (byte) type.size;
            }
        }
    }

    final int code;
    private final int size;

    ValueType(int code, int size) {
        this.code = code;
        this.size = size;
    }

    static ValueType of(int code) {
        return BY_CODE[code & ARRAY - 1];
    }

    /** Bytes of one value, or -1 where that varies. */
    static int size(int code) {
        return SIZES[code & ARRAY - 1];
    }

    boolean isText() {
        return this == STRING || this == XML;
    }
}
