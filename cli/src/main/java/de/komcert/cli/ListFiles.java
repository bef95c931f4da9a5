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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.logs.Lists;

/** The lists that {@code --list} names, from files with a value in each line. */
final class ListFiles {

    private static final long LARGEST = 16 << 20;
    private static final String FORM =
            "--list will einen Namen und eine Datei, zum Beispiel: --list DomainControllers=dc.txt; »%s« ist beides nicht.";

    private final SortedMap<String, Set<String>> values = new TreeMap<>();

    private ListFiles() {}

    /**
     * Reads what stands after {@code --list}; a name may come several times.
     *
     * @throws Refused that names everything that is wrong
     */
    static Lists read(List<String> options) {
        var lists = new ListFiles();
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
        return new Lists(lists.values);
    }

    private void add(String option) {
        int equals = option.indexOf('=');
        var name =
                equals < 0 ? "" : option.substring(0, equals).replace("%", "").strip();
        if (name.isEmpty() || equals + 1 == option.length()) {
            throw new Refused(Exit.USAGE, Plain.line(FORM, option));
        }
        var file = option.substring(equals + 1);
        var found = values.computeIfAbsent(name, n -> new LinkedHashSet<>());
        try {
            var path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new Refused(Exit.USAGE, "Die Liste " + file + " ist größer als 16 MiB; kürzen Sie sie.");
            }
            var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            found.addAll(Lists.lines(text));
        } catch (IOException | InvalidPathException unreadable) {
            throw new Refused(
                    Exit.NO_INPUT, "Die Liste " + file + " lässt sich nicht lesen: " + unreadable.getMessage());
        }
        if (found.isEmpty()) {
            throw new Refused(Exit.USAGE, "In der Liste " + file + " steht kein Wert.");
        }
    }
}
