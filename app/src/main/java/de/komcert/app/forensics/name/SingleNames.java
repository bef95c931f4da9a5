package de.komcert.app.forensics.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All known names, and the finding of those that are one word. A text is read once, and hardly any of its words is looked up:
 * what no name begins with by its hash is passed over where it stands.
 */
final class SingleNames {

    private static final int WRITTEN_CONTROL = 4;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final WordHashes words = new WordHashes();

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    void put(String name, int number) {
        var key = key(name);
        numbers.put(key, number);
        words.add(key);
    }

    int count() {
        return numbers.size();
    }

    @Nullable
    Integer number(String name) {
        return numbers.get(key(name));
    }

    /** The text with signs in place of names. */
    String masked(String text) {
        var result = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < text.length(); ) {
            if (!WordHashes.isLetterOrDigit(text, at)) {
                at += isWrittenControl(text, at) ? WRITTEN_CONTROL : Character.charCount(text.codePointAt(at));
                continue;
            }
            int word = at;
            var ends = new Ends();
            at = ends.read(text, word);
            for (int end : ends.all.reversed()) {
                var number = numbers.get(key(text.substring(word, end)));
                if (number != null) {
                    result.append(text, copied, word).append(Signs.of(number));
                    copied = end;
                    at = end;
                    break;
                }
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /** Whether a control character begins here as syslog writes it: #011 is a tab, and no part of the name behind it. */
    private static boolean isWrittenControl(String text, int at) {
        return text.startsWith("#0", at)
                && at + WRITTEN_CONTROL <= text.length()
                && text.charAt(at + 2) >= '0'
                && text.charAt(at + 2) <= '3'
                && text.charAt(at + 3) >= '0'
                && text.charAt(at + 3) <= '7';
    }

    /** Where the names may end that a word begins with: at its end, and before what separates its parts. */
    private final class Ends {
        private List<Integer> all = List.of();

        /**
         * A full stop at the end belongs to the sentence; an ending such as .docx or .lnk to the file. Gives the end of the
         * first part, behind which a further name may begin, as in pc-m.kessler.
         */
        int read(String text, int from) {
            int hash = 0;
            boolean isPlain = true;
            int firstPart = -1;
            int at = from;
            while (at < text.length() && at - from <= AccountNames.LONGEST) {
                char c = text.charAt(at);
                boolean separates = c == '.' || c == '_' || c == '-';
                if (separates) {
                    firstPart = firstPart < 0 ? at : firstPart;
                    note(from, at, hash, isPlain);
                } else if (!WordHashes.isLetterOrDigit(text, at)) {
                    break;
                }
                isPlain &= c <= WordHashes.LAST_PLAIN;
                hash = WordHashes.next(hash, c);
                at += Character.isHighSurrogate(c) && WordHashes.isLetterOrDigit(text, at) ? 2 : 1;
            }
            note(from, at, hash, isPlain);
            return firstPart < 0 ? endOfPart(text, at) : firstPart;
        }

        /** A part that is longer than any name is passed over as a whole. */
        private static int endOfPart(String text, int from) {
            int at = from;
            while (at < text.length() && WordHashes.isLetterOrDigit(text, at)) {
                at += Character.charCount(text.codePointAt(at));
            }
            return at;
        }

        private void note(int from, int end, int hash, boolean isPlain) {
            if (end - from >= Masking.SHORTEST_IN_TEXT && (!isPlain || words.mayHold(hash))) {
                if (all.isEmpty()) {
                    all = new ArrayList<>();
                }
                all.add(end);
            }
        }
    }
}
