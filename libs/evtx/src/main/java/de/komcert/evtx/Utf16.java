package de.komcert.evtx;

/** Text as the format stores it: UTF-16, lowest byte first, sometimes with zeros behind it. */
final class Utf16 {

    private Utf16() {}

    static String string(byte[] bytes, int from, int end) {
        var units = new char[(end - from) / 2];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) LittleEndian.u16(bytes, from + i * 2);
        }
        return new String(units);
    }

    /** Unit by unit, also half a surrogate pair, which a charset would replace. */
    static byte[] bytes(String text) {
        var bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes[i * 2] = (byte) unit;
            bytes[i * 2 + 1] = (byte) (unit >>> 8);
        }
        return bytes;
    }

    /** The end of a text of whole units without the zeros behind it. */
    static int trimmed(byte[] bytes, int from, int length) {
        int end = from + (length & ~1);
        while (end > from && bytes[end - 1] == 0 && bytes[end - 2] == 0) {
            end -= 2;
        }
        return end;
    }
}
