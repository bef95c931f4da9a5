package de.komcert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.sigma.Placeholders;

/**
 * The lists of an Einrichtung that rules refer to, from files with a value in each line. Blank lines and those that begin
 * with # do not count; {@code *} and {@code ?} in a value are wildcards.
 */
record Lists(TreeMap<String, Set<String>> values) {

    private static final long LARGEST = 16 << 20;
    private static final String FORM =
            "--list will einen Namen und eine Datei, zum Beispiel: --list DomainControllers=dc.txt; »%s« ist beides nicht.";

    /**
     * Reads what stands after {@code --list}; a name may come several times.
     *
     * @throws Refused that names everything that is wrong
     */
    static Lists read(List<String> options) {
        var lists = new Lists(new TreeMap<>());
        var wrong = new ArrayList<Refused>();
        for (var option : options) {
            try {
                lists.add(option);
            } catch (Refused refused) {
                wrong.add(refused);
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    wrong.getFirst().exit(),
                    wrong.stream().map(Refused::sentence).collect(Collectors.joining("\n")));
        }
        return lists;
    }

    private void add(String option) {
        int equals = option.indexOf('=');
        var name =
                equals < 0 ? "" : option.substring(0, equals).replace("%", "").strip();
        if (name.isEmpty() || equals + 1 == option.length()) {
            throw new Refused(Exit.USAGE, FORM.formatted(option));
        }
        var file = option.substring(equals + 1);
        var found = values.computeIfAbsent(name, n -> new LinkedHashSet<>());
        try {
            var path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new Refused(Exit.USAGE, "Die Liste " + file + " ist größer als 16 MiB; kürzen Sie sie.");
            }
            var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            text.lines()
                    .map(line -> line.replace("\ufeff", "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(found::add);
        } catch (IOException | InvalidPathException unreadable) {
            throw new Refused(
                    Exit.NO_INPUT, "Die Liste " + file + " lässt sich nicht lesen: " + unreadable.getMessage());
        }
        if (found.isEmpty()) {
            throw new Refused(Exit.USAGE, "In der Liste " + file + " steht kein Wert.");
        }
    }

    Placeholders placeholders() {
        return new Placeholders(values.entrySet().stream()
                .collect(Collectors.toMap(list -> list.getKey(), list -> List.copyOf(list.getValue()))));
    }

    /** SHA-256 over the sorted values, a line for each. */
    static String hash(Set<String> values) {
        return Sha256.of(values.stream().sorted().map(value -> value + "\n").collect(Collectors.joining()));
    }
}
