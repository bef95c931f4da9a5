package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;

/** The generated passwords of the embedded server, kept in a file that only its owner can read. */
final class Passwords {

    private static final int BYTES = 32;

    private final Map<String, String> byRole;

    private Passwords(Map<String, String> byRole) {
        this.byRole = byRole;
    }

    static Passwords readOrGenerate(Path file, List<String> roles) throws IOException {
        if (Files.notExists(file)) {
            generate(file, roles);
        }
        var stored = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            stored.load(reader);
        }
        var byRole = new TreeMap<String, String>();
        for (String role : roles) {
            byRole.put(role, stored.getProperty(role, ""));
        }
        if (byRole.containsValue("")) {
            throw new DatabaseUnavailable(
                    "Die Datei %s mit den Kennwörtern der Datenbank ist unvollständig; holen Sie sie aus der Sicherung zurück."
                            .formatted(file));
        }
        return new Passwords(byRole);
    }

    DatabaseAccess.Login login(String role) {
        return new DatabaseAccess.Login(role, byRole.getOrDefault(role, ""));
    }

    private static void generate(Path file, List<String> roles) throws IOException {
        var random = new SecureRandom();
        var lines = roles.stream().map(role -> role + "=" + password(random)).toList();
        // Written aside and renamed: a half-written file would lock everybody out of the data.
        var partial = OwnerOnly.file(file.resolveSibling(file.getFileName() + ".partial"));
        Files.write(partial, lines);
        Durable.force(partial);
        Durable.rename(partial, file);
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
