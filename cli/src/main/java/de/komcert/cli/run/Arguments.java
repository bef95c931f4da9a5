package de.komcert.cli.run;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import de.komcert.logs.Clocks;
import de.komcert.logs.Format;
import de.komcert.logs.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The options and paths of a command line.
 *
 * @param command what is to be done, in the words that say so
 * @param words all that follows them, as it was given
 * @param values by option its values in their order; an option without value has an empty list
 * @param paths what is no option
 */
public record Arguments(String command, List<String> words, Map<String, List<String>> values, List<String> paths) {

    /** By the word behind {@code --input}. */
    private static final Map<String, Kind> KINDS = Map.of(
            "auto",
            Kind.LOGS,
            "evtx",
            Kind.only(Format.WINDOWS),
            "ndjson",
            Kind.only(Format.JSON_LINES),
            "syslog",
            Kind.only(Format.SYSLOG),
            "journal",
            Kind.only(Format.JOURNAL),
            "access",
            Kind.only(Format.ACCESS),
            "w3c",
            Kind.only(Format.W3C),
            "m365",
            Kind.only(Format.CLOUD),
            "wtmp",
            Kind.only(Format.LOGINS));

    /**
     * Takes options from anywhere, as {@code --name value} or {@code --name=value}; after {@code --} everything is a path.
     *
     * @param command the words that were taken from the line before
     * @param flags options without a value
     * @param valued options with one
     * @throws Refused that names everything that is wrong
     */
    public static Arguments parse(String command, List<String> words, Set<String> flags, Set<String> valued) {
        var values = new HashMap<String, List<String>>();
        var paths = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--")) {
                paths.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.equals("-") || word.startsWith("-:")) {
                paths.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                values.put(name, List.of());
            } else if (!valued.contains(name)) {
                wrong.add("»" + word + "« ist hier nicht bekannt.");
            } else if (equals >= 0) {
                values.computeIfAbsent(name, n -> new ArrayList<>()).add(word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                values.computeIfAbsent(name, n -> new ArrayList<>()).add(words.get(++i));
            } else {
                wrong.add("Nach " + name + " fehlt die Angabe.");
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused(Exit.USAGE, String.join("\n", wrong) + "\nAlle Angaben zeigt --help.");
        }
        return new Arguments(command, words, values, paths);
    }

    /** The same options for one path alone. */
    public Arguments with(String path) {
        return new Arguments(command, words, values, List.of(path));
    }

    public boolean has(String option) {
        return values.containsKey(option);
    }

    public List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** The last value of an option, since whoever repeats one means the later. */
    @Nullable
    public String last(String option) {
        var given = all(option);
        return given.isEmpty() ? null : given.getLast();
    }

    /** One of the words that the option may have. */
    public String choice(String option, String otherwise, List<String> words) {
        var given = last(option);
        if (given == null) {
            return otherwise;
        }
        if (!words.contains(given)) {
            throw new Refused(
                    Exit.USAGE,
                    option + " kennt nur " + String.join(", ", words) + "; »" + given + "« ist nicht dabei.");
        }
        return given;
    }

    /** Whether what is left in event logs from earlier uses of their space is read as well, by {@code --residue}. */
    public boolean residue() {
        return has("--residue");
    }

    /** Which files are read; whatever tells by itself what it is, unless said otherwise. */
    public Kind kind() {
        var word = choice("--input", "auto", KINDS.keySet().stream().sorted().toList());
        return Objects.requireNonNull(KINDS.get(word));
    }

    /** How times are understood that leave out their year or their zone, by {@code --zone} and {@code --year}. */
    public Clocks clocks() {
        var zone = last("--zone");
        var year = last("--year");
        if (year != null && !year.matches("(19|20)\\d\\d")) {
            throw new Refused(Exit.USAGE, "--year will ein Jahr, zum Beispiel: --year 2026.");
        }
        try {
            return new Clocks(
                    zone == null ? ZoneOffset.UTC : ZoneId.of(zone), year == null ? null : Integer.valueOf(year));
        } catch (DateTimeException unknown) {
            throw new Refused(Exit.USAGE, "--zone will eine Zeitzone, zum Beispiel: --zone Europe/Berlin.");
        }
    }

    /** How many threads work; as many as there are processors unless said otherwise. */
    public int threads() {
        var given = last("--threads");
        if (given == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!given.matches("[1-9]\\d{0,2}")) {
            throw new Refused(Exit.USAGE, "--threads will eine Zahl von 1 bis 999, zum Beispiel: --threads 2.");
        }
        return Integer.parseInt(given);
    }
}
