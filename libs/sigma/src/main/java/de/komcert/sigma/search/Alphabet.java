package de.komcert.sigma.search;

import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Fold;

/**
 * The {@value #SIZE} letters by which needles are sought.
 *
 * <p>Every character of a text is one of them: upper and lower case are the same letter, the five dashes are one, some
 * rare signs share a letter, and all that is left is letter 0. So a search reports too much rather than too little,
 * and whoever asked compares the full text. In return ten letters fit into a number, and a row of a table is 128 bytes.
 */
final class Alphabet {

    static final int SIZE = 64;
    static final int BITS = 6;

    /** Signs in the same group are the same letter. */
    private static final String[] SIGNS = {
        " ", "!#", "\"", "$", "%", "&", "'", "(", ")", "*", "+", ",", ".", ":", ";", "<>", "=", "?", "@", "[]", "\\",
        "^~", "_", "`", "{}", "|", "-"
    };

    static final byte[] LETTERS = table();

    private Alphabet() {}

    private static byte[] table() {
        var letters = new byte[1 << 16];
        for (char c = 'a'; c <= 'z'; c++) {
            letters[c] = (byte) (1 + c - 'a');
        }
        for (char c = '0'; c <= '9'; c++) {
            letters[c] = (byte) (27 + c - '0');
        }
        for (int i = 0; i < SIGNS.length; i++) {
            for (char c : SIGNS[i].toCharArray()) {
                letters[c] = (byte) (37 + i);
            }
        }
        for (int c = 0; c < letters.length; c++) {
            char folded = Dashes.fold(Fold.fold((char) c));
            letters[c] = folded == c ? letters[c] : letters[folded];
        }
        return letters;
    }

    /** Whether no other folded character has the letter of {@code c}. */
    static boolean isExact(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || " \"$%&'()*+,.:;=?@\\_`|".indexOf(c) >= 0;
    }

    static int letter(char c) {
        return LETTERS[c];
    }
}
