package de.komcert.app.forensics.name;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Learns the names of people from events and replaces them by signs, wherever they stand. Several threads may learn while
 * logs are read; texts are masked afterwards, when all names are known.
 */
public final class Masking {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
    private static final int SHORTEST_IN_TEXT = 3;
    /** More names than any municipality has: whoever writes more of them floods us. */
    private static final int MOST = 200_000;

    private final Map<String, Integer> known;
    private final Map<String, String> fresh = new LinkedHashMap<>();
    private final Map<String, Integer> spaced = new HashMap<>();
    private int next;

    /** @param known numbers by name, from earlier analyses of the incident */
    Masking(Map<String, Integer> known) {
        this.known = new HashMap<>();
        known.forEach((name, number) -> put(name, number));
        this.next = known.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /** Whether values of this field are names of accounts. */
    public static boolean isNameField(String field) {
        return AccountNames.isNameField(field);
    }

    /** Learns from the value of a field that names an account. */
    public void learn(String value) {
        AccountNames.person(Signs.without(value)).ifPresent(this::add);
    }

    /** Learns from a text in which programs write accounts, such as a line of a log, a command or a path. */
    public void learnFromText(String text) {
        AccountNames.within(Signs.without(text)).forEach(this::learn);
    }

    private synchronized void add(String name) {
        var key = key(name);
        if (!known.containsKey(key) && known.size() < MOST) {
            put(name, next++);
            fresh.put(key, name);
        }
    }

    private void put(String name, int number) {
        known.put(key(name), number);
        if (!WORD.matcher(name).matches()) {
            spaced.put(key(name), number);
        }
    }

    /** The names learnt here for the first time, by number. */
    synchronized Map<Integer, String> fresh() {
        var names = new LinkedHashMap<Integer, String>();
        fresh.forEach((key, name) -> names.put(known.getOrDefault(key, 0), name));
        return names;
    }

    /** The value of a field: where that names an account, however short the name is. */
    public synchronized String value(String field, String value) {
        var plain = Signs.without(value);
        if (AccountNames.isNameField(field)) {
            var person = AccountNames.person(plain);
            if (person.isPresent()) {
                var number = known.get(key(person.get()));
                if (number != null) {
                    int at = plain.lastIndexOf(person.get());
                    return plain.substring(0, at)
                            + Signs.of(number)
                            + plain.substring(at + person.get().length());
                }
            }
        }
        return masked(plain);
    }

    /** Any text. */
    public synchronized String text(String text) {
        return masked(Signs.without(text));
    }

    private String masked(String text) {
        var result = text;
        for (var name : spaced.entrySet()) {
            if (name.getKey().length() >= SHORTEST_IN_TEXT && contains(result, name.getKey())) {
                result = Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name.getKey()) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(result)
                        .replaceAll(Matcher.quoteReplacement(Signs.of(name.getValue())));
            }
        }
        return WORD.matcher(result).replaceAll(word -> Matcher.quoteReplacement(masked(word)));
    }

    private String masked(MatchResult word) {
        var whole = word.group();
        var number = number(whole);
        if (number != null) {
            return Signs.of(number);
        }
        // A full stop at the end belongs to the sentence; an ending such as .docx or .lnk to the file.
        for (int end = whole.length(); (end = lastSeparator(whole, end)) >= SHORTEST_IN_TEXT; ) {
            number = number(whole.substring(0, end));
            if (number != null) {
                return Signs.of(number) + whole.substring(end);
            }
        }
        return whole;
    }

    private static int lastSeparator(String word, int end) {
        int at = end - 1;
        while (at > 0 && "._-".indexOf(word.charAt(at)) < 0) {
            at--;
        }
        return at;
    }

    private @Nullable Integer number(String word) {
        return word.length() < SHORTEST_IN_TEXT ? null : known.get(key(word));
    }

    private static boolean contains(String text, String key) {
        return text.toLowerCase(Locale.ROOT).contains(key);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
