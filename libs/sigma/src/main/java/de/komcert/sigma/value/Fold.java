package de.komcert.sigma.value;

/**
 * Unicode simple case folding, one character to one character: {@code Ü} equals {@code ü}, {@code ß} stays {@code ß}.
 *
 * <p>Folding over upper case to lower case gives the classes of {@code CaseFolding.txt} (status C and S), except that
 * Java also equates the Turkish dotted and dotless i with {@code i}; those two stay themselves here.
 */
public final class Fold {

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

    public static char fold(char c) {
        return FOLDED[c];
    }

    /**
     * Folds the characters between {@code from} and {@code to} into the same places of {@code into}, which may be the same
     * array. Answers with all bits that occur in them: below 128, all of it is ASCII.
     */
    public static int fold(char[] text, char[] into, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            into[i] = FOLDED[c];
            all |= c;
        }
        if (all >= Character.MIN_SURROGATE) {
            foldPairs(into, from, to);
        }
        return all;
    }

    private static void foldPairs(char[] text, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (Character.isSurrogatePair(text[i], text[i + 1])) {
                int point = Character.toCodePoint(text[i], text[i + 1]);
                Character.toChars(Character.toLowerCase(Character.toUpperCase(point)), text, i++);
            }
        }
    }

    public static String fold(String text) {
        var chars = text.toCharArray();
        fold(chars, chars, 0, chars.length);
        return new String(chars);
    }
}
