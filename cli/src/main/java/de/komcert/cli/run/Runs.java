package de.komcert.cli.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The manifests of runs that write to standard output, each in a file of its own. They lie beside the program, which may
 * be on a stick, since nothing is to be written to a disk that is perhaps evidence.
 *
 * @param folder is made when it is first needed; null where the program was started by hand and nobody said
 */
public record Runs(@Nullable Path folder) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Those of this program; the scripts that start it say where. */
    public static Runs ofThisProgram() {
        var stated = System.getProperty("komcert.runs");
        return new Runs(stated == null ? null : Path.of(stated));
    }

    /** Keeps one more, readable for whoever ran it and nobody else, and says where. */
    Path keep(byte[] manifest, Clock clock) throws IOException {
        if (folder == null) {
            throw new NoSuchFileException("kein Ordner dafür ist genannt");
        }
        Files.createDirectories(folder);
        var name = NAME.format(clock.instant());
        for (int round = 1; ; round++) {
            var file = folder.resolve(name + (round == 1 ? "" : "-" + round) + ".manifest.json");
            try {
                return Files.write(Files.createFile(file, OwnerOnly.at(file)), manifest);
            } catch (FileAlreadyExistsException taken) {
                // Another run ended in the same second.
            }
        }
    }
}
