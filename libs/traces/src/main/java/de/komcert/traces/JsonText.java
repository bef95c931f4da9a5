package de.komcert.traces;

/** The inside of a JSON string that is known to be proper: UTF-8 with escapes. */
final class JsonText {

    private JsonText() {}

    /** Writes its characters, at most as many as it has bytes, and gives the place behind the last. */
    static int decode(byte[] bytes, int from, int to, char[] into, int start) {
        int out = start;
        int at = from;
        while (at < to) {
            int c = bytes[at++];
            if (c == '\\') {
                int kind = bytes[at++];
                into[out++] = switch (kind) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> (char) hex(bytes, at);
                    default -> (char) kind; // quotation mark, stroke, backslash
                };
                at += kind == 'u' ? 4 : 0;
            } else if (c >= 0) {
                into[out++] = (char) c;
            } else if (c < (byte) 0xe0) {
                into[out++] = (char) ((c & 0x1f) << 6 | bytes[at++] & 0x3f);
            } else if (c < (byte) 0xf0) {
                into[out++] = (char) ((c & 0x0f) << 12 | (bytes[at] & 0x3f) << 6 | bytes[at + 1] & 0x3f);
                at += 2;
            } else {
                int point = (c & 0x07) << 18
                        | (bytes[at] & 0x3f) << 12
                        | (bytes[at + 1] & 0x3f) << 6
                        | bytes[at + 2] & 0x3f;
                into[out++] = Character.highSurrogate(point);
                into[out++] = Character.lowSurrogate(point);
                at += 3;
            }
        }
        return out;
    }

    private static int hex(byte[] bytes, int at) {
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            number = number << 4 | Character.digit(bytes[i], 16);
        }
        return number;
    }
}
