package de.komcert.app.forensics.name;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import de.komcert.app.forensics.name.Pseudonyms.Opened;

/** Stored texts as people read them: "Person 7", or the name where it was opened. */
public final class Readable {

    private static final Pattern CALLED = Pattern.compile("(?i)person[ \u00a0]?(\\d{1,9})");

    private final List<Opened> opened;
    private final Map<Integer, Opened> byNumber;

    /** For what leaves the house: no name is open there. */
    public static Readable closed() {
        return new Readable(List.of());
    }

    Readable(List<Opened> opened) {
        this.opened = List.copyOf(opened);
        this.byNumber = opened.stream().collect(Collectors.toMap(Opened::number, Function.identity()));
    }

    /** In the order in which they were opened. */
    public List<Opened> opened() {
        return opened;
    }

    /** The text as a page shows it. */
    public String text(String stored) {
        return Signs.replace(stored, this::called);
    }

    private String called(int number) {
        if (number == Signs.ANYBODY) {
            return "Person ?";
        }
        var known = byNumber.get(number);
        return known == null ? "Person " + number : known.name();
    }

    /** What somebody typed to search for, as it stands in stored texts: what they read on a page is found. */
    public String stored(String typed) {
        var text = CALLED.matcher(Signs.without(typed)).replaceAll(name -> Signs.of(Integer.parseInt(name.group(1))));
        for (var person : opened) {
            text = Pattern.compile(Pattern.quote(person.name()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text)
                    .replaceAll(Signs.of(person.number()));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * What was read on a page and comes back as it stood there, such as the name of a host, as it stands in stored texts. Unlike
     * what is searched for, it keeps its capitals.
     */
    public String exactly(String shown) {
        var text = CALLED.matcher(Signs.without(shown)).replaceAll(name -> Signs.of(Integer.parseInt(name.group(1))));
        for (var person : opened) {
            text = Pattern.compile("(?<![\\p{L}\\p{N}._-])" + Pattern.quote(person.name()) + "(?![\\p{L}\\p{N}])")
                    .matcher(text)
                    .replaceAll(Signs.of(person.number()));
        }
        return text;
    }

    /** The people a stored text speaks of, whose names are not open. */
    public List<Integer> closed(String stored) {
        return Signs.numbers(stored)
                .filter(number -> number != Signs.ANYBODY && !byNumber.containsKey(number))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
