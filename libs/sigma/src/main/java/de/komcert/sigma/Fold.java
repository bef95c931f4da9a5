package de.komcert.sigma;

/**
 * Unicode simple case folding, one character to one character: {@code Ü} equals {@code ü}, {@code ß} stays {@code ß}.
 *
 * <p>Folding over upper case to lower case gives the classes of {@code CaseFolding.txt} (status C and S), except that
 * Java also equates the Turkish dotted and dotless i with {@code i}; those two stay themselves here.
 */
final class Fold {

    private static final char[] FOLDED = table();

    private Fold() {}

    private static char[] table() {
        var table = new char[1 << 16];
        for (int c = 0; c < table.length; c++) {
            table[c] = (char) c;
            if (c != 'İ' && c != 'ı' && !Character.isSurrogate((char) c)) {
                int folded = Character.toLowerCase(Character.toUpperCase(c));
                table[c] = Character.isBmpCodePoint(folded) ? (char) folded : (char) c;
            }
        }
        return table;
    }

    static char fold(char c) {
        return FOLDED[c];
    }

    /** Folds in place, so that a caller pays for the copy once. */
    static void fold(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            text[i] = FOLDED[c];
            if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                int folded = Character.toLowerCase(Character.toUpperCase(Character.toCodePoint(c, text[i + 1])));
                text[i] = Character.highSurrogate(folded);
                text[i + 1] = Character.lowSurrogate(folded);
                i++;
            }
        }
    }

    static String fold(String text) {
        var chars = text.toCharArray();
        fold(chars, 0, chars.length);
        return new String(chars);
    }
}
