package de.komcert.app.forensics.name;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that are more than one word. They are found by their first word and then looked up as a whole, so that a text costs what stands
 * in it, however many names there are, and however many begin with the same word.
 */
final class SpacedNames {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** The longest first: a name may begin as another does. */
    private record Name(String key, Pattern pattern, int number) implements Comparable<Name> {

        private static final Comparator<Name> ORDER =
                Comparator.<Name>comparingInt(name -> -name.key.length()).thenComparing(Name::key);

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * How names lie about their first word.
     *
     * @param before so many characters stand before it
     */
    private record Shape(int before, int length) {}

    private final Map<String, Name> byKey = new HashMap<>();
    private final Map<String, Set<Shape>> byFirstWord = new HashMap<>();
    private final WordHashes firstWords = new WordHashes();

    /** @param key in small letters */
    void add(String key, int number) {
        var first = WORD.matcher(key);
        if (key.length() >= Masking.SHORTEST_IN_TEXT && first.find()) {
            var pattern = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(key) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            firstWords.add(first.group());
            byKey.putIfAbsent(key, new Name(key, pattern, number));
            byFirstWord
                    .computeIfAbsent(first.group(), _ -> new HashSet<>())
                    .add(new Shape(first.start(), key.length()));
        }
    }

    /** The text with signs in place of these names. */
    String masked(String text) {
        if (byFirstWord.isEmpty() || !mayHold(text)) {
            return text;
        }
        var small = text.toLowerCase(Locale.ROOT);
        var names = new TreeSet<Name>();
        var words = WORD.matcher(small);
        while (words.find()) {
            for (var shape : byFirstWord.getOrDefault(words.group(), Set.of())) {
                int from = words.start() - shape.before();
                int to = from + shape.length();
                var name = from < 0 || to > small.length() ? null : byKey.get(small.substring(from, to));
                if (name != null) {
                    names.add(name);
                }
            }
        }
        var result = text;
        for (var name : names) {
            result = name.pattern().matcher(result).replaceAll(Matcher.quoteReplacement(Signs.of(name.number())));
        }
        return result;
    }

    /** Whether the first word of a name may stand in the text, by its hash. */
    private boolean mayHold(String text) {
        int hash = 0;
        boolean isInWord = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > WordHashes.LAST_PLAIN) {
                return true;
            }
            boolean isWord = WordHashes.isLetterOrDigit(text, at);
            if (isInWord && !isWord && firstWords.mayHold(hash)) {
                return true;
            }
            hash = isWord ? WordHashes.next(isInWord ? hash : 0, c) : 0;
            isInWord = isWord;
        }
        return isInWord && firstWords.mayHold(hash);
    }
}
