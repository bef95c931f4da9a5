package de.komcert.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.cli.words.Plain;

/** Which Einrichtung a file comes from, by the folders that {@code --einrichtung} names. */
final class Origins {

    private static final String FORM =
            "--einrichtung will einen Namen und einen Ordner oder eine Datei, zum Beispiel: --einrichtung"
                    + " Grauwerden=logs/grauwerden; »%s« ist beides nicht.";

    /** The deepest first, as a folder inside another knows better. */
    private final TreeMap<Path, String> folders =
            new TreeMap<>((one, other) -> one.getNameCount() == other.getNameCount()
                    ? one.compareTo(other)
                    : other.getNameCount() - one.getNameCount());

    private final Set<Path> met = new HashSet<>();

    private Origins() {}

    /**
     * Reads what stands after {@code --einrichtung}; a name may come several times.
     *
     * @throws Refused that names everything that is wrong
     */
    static Origins read(List<String> options) {
        var origins = new Origins();
        var wrong = new ArrayList<Refused>();
        for (var option : options) {
            try {
                origins.add(option);
            } catch (Refused refused) {
                wrong.add(refused);
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    wrong.getFirst().exit(),
                    wrong.stream().map(Refused::sentence).collect(Collectors.joining("\n")));
        }
        return origins;
    }

    /** The Einrichtungen that are named after {@code --einrichtung}. */
    static Set<String> names(List<String> options) {
        return options.stream().map(Origins::name).collect(Collectors.toSet());
    }

    private static String name(String option) {
        return option.substring(0, Math.max(option.indexOf('='), 0)).strip();
    }

    private void add(String option) {
        int equals = option.indexOf('=');
        var name = name(option);
        if (name.isEmpty() || equals + 1 == option.length()) {
            throw new Refused(Exit.USAGE, Plain.line(FORM, option));
        }
        var place = option.substring(equals + 1);
        try {
            var before = folders.put(Path.of(place).toRealPath(), name);
            if (before != null && !before.equals(name)) {
                throw new Refused(
                        Exit.USAGE,
                        place + " kann nur zu einer Einrichtung gehören: " + before + " oder " + name + "?");
            }
        } catch (IOException | InvalidPathException missing) {
            throw new Refused(Exit.NO_INPUT, "Für die Einrichtung " + name + " gibt es " + place + " nicht.");
        }
    }

    /** Empty where none of the folders holds the file. */
    String of(Path file) {
        if (folders.isEmpty()) {
            return "";
        }
        try {
            var real = file.toRealPath();
            for (var folder : folders.entrySet()) {
                if (real.startsWith(folder.getKey())) {
                    met.add(folder.getKey());
                    return folder.getValue();
                }
            }
            return "";
        } catch (IOException vanished) {
            throw new UncheckedIOException(vanished);
        }
    }

    /** The Einrichtungen of which no file was met, where somebody has named something else than what is read. */
    List<String> missing() {
        return folders.entrySet().stream()
                .filter(folder -> !met.contains(folder.getKey()))
                .map(folder -> folder.getValue())
                .distinct()
                .sorted()
                .toList();
    }
}
