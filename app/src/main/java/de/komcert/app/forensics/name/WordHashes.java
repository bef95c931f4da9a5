package de.komcert.app.forensics.name;

import java.util.BitSet;

/** Which words may be known, by their hashes: so most words of a text are passed over where they stand. */
final class WordHashes {

    /** Beyond these letters small and capital ones are not always one character each: such a word may always be known. */
    static final int LAST_PLAIN = 0x12F;

    private static final int BITS = 20;
    private static final int SPREAD = 0x9E3779B9;
    private static final int BEYOND_ASCII = 0x80;

    private final BitSet hashes = new BitSet(1 << BITS);

    /** @param word in small letters */
    void add(String word) {
        hashes.set(place(word.hashCode()));
    }

    /** Whether a word with this hash may be known. */
    boolean mayHold(int hash) {
        return hashes.get(place(hash));
    }

    /** The hash of a word, as {@link String#hashCode} has it, with one letter more, which is made a small one. */
    static int next(int hash, char c) {
        return 31 * hash + Character.toLowerCase(c);
    }

    private static int place(int hash) {
        return hash * SPREAD >>> Integer.SIZE - BITS;
    }

    static boolean isLetterOrDigit(String text, int at) {
        char c = text.charAt(at);
        if (c < BEYOND_ASCII) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        int code = text.codePointAt(at);
        int type = Character.getType(code);
        return Character.isLetterOrDigit(code) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
