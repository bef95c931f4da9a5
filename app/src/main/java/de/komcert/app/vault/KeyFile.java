package de.komcert.app.vault;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;

/**
 * Where the master key lies: the file that {@code KOMCERT_KEY_FILE} names, else the systemd credential
 * {@code komcert.key}, else a file beside the data directory with {@code .key} behind its name.
 *
 * <p>A key that is to be replaced lies beside it, with {@code .old} behind its name.
 */
final class KeyFile {

    private static final String CREDENTIAL = "komcert.key";
    private static final String FORMER = ".old";

    private final Path file;

    private KeyFile(Path file) {
        this.file = file;
    }

    static KeyFile of(VaultSettings settings, Path data) {
        if (!settings.keyFile().isBlank()) {
            var named = Path.of(settings.keyFile()).toAbsolutePath().normalize();
            requireOutside(named, data);
            return new KeyFile(named);
        }
        if (!settings.credentials().isBlank()) {
            var credential = Path.of(settings.credentials(), CREDENTIAL);
            if (Files.exists(credential)) {
                return new KeyFile(credential);
            }
        }
        return new KeyFile(Path.of(data.toAbsolutePath().normalize() + ".key"));
    }

    Path path() {
        return file;
    }

    /** The key, unless there is no such file. */
    Optional<MasterKey> read() {
        return read(file);
    }

    /** The key that this one replaces, as long as it still lies there. */
    Optional<MasterKey> readFormer() {
        return read(former());
    }

    Path former() {
        return file.resolveSibling(file.getFileName() + FORMER);
    }

    /** Draws a key and puts it in its place, readable by its owner only. */
    MasterKey create() {
        var key = MasterKey.draw();
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            // Written aside and renamed: half a key would be no key, and look like one.
            var partial = OwnerOnly.file(file.resolveSibling(file.getFileName() + ".partial"));
            Files.writeString(partial, KeySheet.of(key));
            Durable.force(partial);
            Durable.rename(partial, file);
        } catch (IOException failure) {
            throw new VaultUnavailable(
                    "Der Hauptschlüssel ließ sich nicht als %s anlegen; nennen Sie in KOMCERT_KEY_FILE eine Datei, die KomCERT schreiben darf."
                            .formatted(file),
                    failure);
        }
        return key;
    }

    private static Optional<MasterKey> read(Path file) {
        String sheet;
        try {
            sheet = Files.readString(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (MalformedInputException binary) {
            sheet = "";
        } catch (IOException failure) {
            throw new VaultUnavailable(
                    "Der Hauptschlüssel %s lässt sich nicht lesen; geben Sie KomCERT das Leserecht.".formatted(file),
                    failure);
        }
        return switch (KeySheet.read(sheet)) {
            case KeySheet.Reading.Key(var key) -> Optional.of(key);
            case KeySheet.Reading.Wrong(var problems) ->
                throw new VaultUnavailable(
                        "Der Hauptschlüssel %s ist nicht richtig abgeschrieben: %s. Vergleichen Sie die Datei mit dem Wiederherstellungsblatt."
                                .formatted(file, String.join(", ", problems)));
        };
    }

    private static void requireOutside(Path file, Path data) {
        if (real(file).startsWith(real(data.toAbsolutePath().normalize()))) {
            throw new VaultUnavailable(
                    "Der Hauptschlüssel %s liegt im Datenverzeichnis, und wer das kopiert, hätte beides; nennen Sie in KOMCERT_KEY_FILE eine Datei außerhalb."
                            .formatted(file));
        }
    }

    /** Where a path leads, as far as it exists. */
    private static Path real(Path path) {
        for (var there = path; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(path));
            } catch (IOException notThere) {
                // Its parent may be there.
            }
        }
        return path;
    }
}
