package de.komcert.sigma.value;

/**
 * Texts that stand in themselves again and again, as {@code aaaa} does. To look for one by trying every place takes the
 * product of both lengths; here it takes their sum (Knuth, Morris and Pratt, 1977).
 */
public final class Overlaps {

    /** So often a text may stand in itself and still be looked for at every place. */
    public static final int FEW = 16;

    private Overlaps() {}

    /** Whether a place in some other text could have to be compared with more than a few places of this one. */
    public static boolean areMany(String text) {
        if (text.length() <= FEW
                || text.chars().filter(c -> c == text.charAt(0)).count() <= FEW) {
            return false; // each time it stands there anew, its first letter does
        }
        int[] borders = borders(text);
        int[] chain = new int[borders.length];
        for (int length = 1; length < borders.length; length++) {
            chain[length] = chain[borders[length]] + 1;
            if (chain[length] > FEW) {
                return true;
            }
        }
        return false;
    }

    /** Where a text stands in another for the first time, or -1. */
    static int indexOf(String text, String wanted, int from) {
        if (!areMany(wanted)) {
            return text.indexOf(wanted, from);
        }
        int[] borders = borders(wanted);
        int agreeing = 0;
        for (int i = from; i < text.length(); i++) {
            while (agreeing > 0 && text.charAt(i) != wanted.charAt(agreeing)) {
                agreeing = borders[agreeing];
            }
            if (text.charAt(i) == wanted.charAt(agreeing) && ++agreeing == wanted.length()) {
                return i + 1 - agreeing;
            }
        }
        return -1;
    }

    /** By the length of a beginning: that of the longest shorter beginning with which it ends. */
    private static int[] borders(String text) {
        int[] borders = new int[text.length() + 1];
        int border = 0;
        for (int i = 1; i < text.length(); i++) {
            while (border > 0 && text.charAt(i) != text.charAt(border)) {
                border = borders[border];
            }
            if (text.charAt(i) == text.charAt(border)) {
                border++;
            }
            borders[i + 1] = border;
        }
        return borders;
    }
}
