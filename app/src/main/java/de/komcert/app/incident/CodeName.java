package de.komcert.app.incident;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The name an incident goes by, such as {@code ERLE-07}: it can be said on the phone and tells nothing.
 *
 * <p>Tree and number are drawn, not counted, so that no name tells how many incidents there were.
 */
public record CodeName(String value) {

    private static final List<String> TREES = List.of(
            "AHORN",
            "BIRKE",
            "BUCHE",
            "DOUGLASIE",
            "EIBE",
            "EICHE",
            "ERLE",
            "ESCHE",
            "ESPE",
            "FICHTE",
            "GINKGO",
            "HASEL",
            "HOLUNDER",
            "KASTANIE",
            "KIEFER",
            "KIRSCHE",
            "KORNELKIRSCHE",
            "LINDE",
            "LORBEER",
            "MAULBEERE",
            "MISPEL",
            "PAPPEL",
            "PLATANE",
            "QUITTE",
            "ROBINIE",
            "SANDDORN",
            "SCHLEHE",
            "SPEIERLING",
            "TANNE",
            "ULME",
            "WACHOLDER",
            "WALNUSS",
            "WEIDE",
            "WEISSDORN",
            "ZEDER",
            "ZYPRESSE");

    public static CodeName draw(RandomGenerator random) {
        var tree = TREES.get(random.nextInt(TREES.size()));
        return new CodeName(String.format(Locale.ROOT, "%s-%02d", tree, random.nextInt(1, 100)));
    }

    /** The part of the name that one remembers. */
    String tree() {
        return value.substring(0, value.indexOf('-'));
    }

    /** The name of a file that tells of the incident. */
    public String file(boolean exercise, String ending) {
        return marked(exercise, value + ending);
    }

    /** The name under which a file leaves. Wherever a file of an exercise turns up, its name says what it is. */
    public static String marked(boolean exercise, String file) {
        return exercise ? "UEBUNG-" + file : file;
    }

    @Override
    public String toString() {
        return value;
    }
}
