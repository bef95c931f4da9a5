package de.komcert.app.forensics.name;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Learns the names of people from events and replaces them by signs, wherever they stand. Several threads may learn while
 * logs are read; texts are masked afterwards, when all names are known.
 */
public final class Masking {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
    /** Between the values of a field that has several; within one, a directory escapes it. */
    private static final String BETWEEN = "; ";

    private static final Pattern SEVERAL = Pattern.compile("(?<!\\\\)" + BETWEEN);
    static final int SHORTEST_IN_TEXT = 3;
    /** More names than any municipality has: whoever writes more of them floods us. */
    private static final int MOST = 200_000;

    private final SingleNames known = new SingleNames();
    private final Map<Integer, String> fresh = new LinkedHashMap<>();
    private final SpacedNames spaced = new SpacedNames();
    private int next;
    private boolean crowded;

    /** @param known numbers by name, from earlier analyses of the incident */
    public Masking(Map<String, Integer> known) {
        this(known, 0);
    }

    /** @param given numbers up to this one are given to nobody else */
    Masking(Map<String, Integer> known, int given) {
        known.forEach((name, number) -> put(name, number));
        this.next = known.values().stream().mapToInt(Integer::intValue).reduce(given, Math::max) + 1;
    }

    /** Whether values of this field are names of accounts. */
    public static boolean isNameField(String field) {
        return AccountNames.isNameField(field);
    }

    /** Learns from the value of a field that names an account, or several. */
    public void learn(String value) {
        for (var one : SEVERAL.split(Signs.without(value))) {
            AccountNames.person(one).ifPresent(person -> add(person.name()));
        }
    }

    /** Learns from a text in which programs write accounts, such as a line of a log, a command or a path. */
    public void learnFromText(String text) {
        namesWithin(text).forEach(this::learn);
    }

    /** What stands in a text where programs write accounts; whether it names a person is not decided yet. */
    public static Stream<String> namesWithin(String text) {
        return WrittenNames.within(Signs.without(text));
    }

    private synchronized void add(String name) {
        if (known.number(name) != null) {
            return;
        }
        if (known.count() < MOST) {
            fresh.put(next, name);
            put(name, next++);
        } else {
            crowded = true;
        }
    }

    private void put(String name, int number) {
        known.put(name, number);
        if (!WORD.matcher(name).matches()) {
            var key = SingleNames.key(name);
            spaced.add(key, number);
            if (key.indexOf(',') >= 0) {
                spaced.add(key.replace(",", "\\,"), number); // as a directory writes it
            }
        }
    }

    /** Whether there are more people than can be told apart: in fields the others share a sign, in texts they stay readable. */
    public synchronized boolean isCrowded() {
        return crowded;
    }

    /** The names learnt here for the first time, by number. */
    synchronized Map<Integer, String> fresh() {
        return new LinkedHashMap<>(fresh);
    }

    /** The value of a field: where that names accounts, each of them, however short the names are. */
    public synchronized String value(String field, String value) {
        var plain = Signs.without(value);
        return AccountNames.isNameField(field)
                ? SEVERAL.splitAsStream(plain).map(this::account).collect(Collectors.joining(BETWEEN))
                : masked(plain);
    }

    private String account(String value) {
        var person = AccountNames.person(value).orElse(null);
        var number = person == null ? null : known.number(person.name());
        if (person == null || number == null && !crowded) {
            return masked(value);
        }
        return masked(value.substring(0, person.from()))
                + Signs.of(number == null ? Signs.ANYBODY : number)
                + masked(value.substring(person.to()));
    }

    /**
     * The beginning of what a field says. Where only a beginning of it was read, in which a name may break off that nobody
     * can know by then, as much is left out at its end as a name may be long.
     *
     * @param read so many characters were read at most; of a longer value what comes behind them is not a part of it
     * @param longest so many are given at most
     */
    public String beginning(String field, String value, int read, int longest) {
        var masked = value(field, value);
        int rest = value.length() - read;
        return rest <= 0
                ? Signs.beginning(masked, longest)
                : Signs.beginning(masked, Math.clamp(masked.length() - rest - AccountNames.LONGEST, 0, longest));
    }

    /** Any text. */
    public synchronized String text(String text) {
        return masked(Signs.without(text));
    }

    private String masked(String text) {
        return known.masked(spaced.masked(text));
    }
}
