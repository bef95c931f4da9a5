package de.komcert.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.cli.words.Plain;
import de.komcert.logs.Lists;

/**
 * The lists that {@code --list} names, from files with a value in each line.
 *
 * @param all for the files of all Einrichtungen
 * @param own by Einrichtung what counts for its files, where a list is named for it: this, and those for all of other names
 */
public record ListFiles(Lists all, SortedMap<String, Lists> own) {

    private static final String ALL = "";
    private static final long LARGEST = 16 << 20;
    private static final String FORM =
            "--list will einen Namen und eine Datei, zum Beispiel: --list DomainControllers=dc.txt; »%s« ist beides nicht.";

    private static final String UNKNOWN =
            "--list nennt eine Liste der Einrichtung %s, aber kein --einrichtung nennt, wo deren Dateien liegen.";

    /**
     * Reads what stands after {@code --list}; a name may come several times.
     *
     * @throws Refused that names everything that is wrong
     */
    public static ListFiles read(Arguments arguments) {
        var known = Origins.names(arguments.all("--einrichtung"));
        var values = new TreeMap<String, SortedMap<String, Set<String>>>();
        var wrong = new ArrayList<Refused>();
        for (var option : arguments.all("--list")) {
            try {
                add(option, known, values);
            } catch (Refused refused) {
                wrong.add(refused);
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    wrong.getFirst().exit(),
                    wrong.stream().map(Refused::sentence).collect(Collectors.joining("\n")));
        }
        var all = values.getOrDefault(ALL, Collections.emptySortedMap());
        var own = new TreeMap<String, Lists>();
        values.tailMap(ALL, false).forEach((einrichtung, lists) -> {
            all.forEach(lists::putIfAbsent);
            own.put(einrichtung, new Lists(lists));
        });
        return new ListFiles(new Lists(all), own);
    }

    private static void add(
            String option, Set<String> known, SortedMap<String, SortedMap<String, Set<String>>> values) {
        int equals = option.indexOf('=');
        var named = option.substring(0, Math.max(equals, 0));
        int colon = named.lastIndexOf(':');
        var name = named.substring(colon + 1).replace("%", "").strip();
        var einrichtung = colon < 0 ? ALL : named.substring(0, colon).strip();
        if (name.isEmpty() || colon >= 0 && einrichtung.isEmpty() || equals + 1 == option.length()) {
            throw new Refused(Exit.USAGE, Plain.line(FORM, option));
        }
        if (colon >= 0 && !known.contains(einrichtung)) {
            throw new Refused(Exit.USAGE, Plain.line(UNKNOWN, einrichtung));
        }
        var file = option.substring(equals + 1);
        var found = values.computeIfAbsent(einrichtung, _ -> new TreeMap<>())
                .computeIfAbsent(name, _ -> new LinkedHashSet<>());
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
