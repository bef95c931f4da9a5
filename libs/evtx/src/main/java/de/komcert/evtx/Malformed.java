package de.komcert.evtx;

import java.util.HexFormat;

/** Bytes that break the format. Carries no stack: a damaged log throws many, and where it happened is in the data. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    private final int at;
    private final boolean limit;

    private Malformed(int at, boolean limit, String message) {
        super(message, null, false, false);
        this.at = at;
        this.limit = limit;
    }

    static Malformed at(int at, String message) {
        return new Malformed(at, false, message);
    }

    static Malformed limit(int at, String message) {
        return new Malformed(at, true, message);
    }

    /** A byte as the format is described with. */
    static String hex(int value) {
        return "0x" + HexFormat.of().toHexDigits((byte) value);
    }

    /** Offset in the chunk. */
    int at() {
        return at;
    }

    Finding.Kind kind() {
        return limit ? Finding.Kind.LIMIT : Finding.Kind.BAD_RECORD;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
