package de.komcert.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo.json}: how scripts get into the demonstration. Only its owner can read it. */
record DemoFile(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Content(String address, List<Entry> accounts, String apiToken, String apiTokenOf) {}

    private record Entry(
            UUID id, Role role, String name, String login, String password, String totpSecret, List<String> codes) {}

    /** What an earlier start wrote; without it, the people in this folder are not those of a demonstration. */
    LetIn readOrRefuse() {
        if (!Files.exists(path)) {
            throw new FolderTaken(path);
        }
        var content = JSON.readValue(path.toFile(), Content.class);
        return new LetIn(
                content.accounts().stream()
                        .map(one -> new LetIn.Account(
                                new PersonId(one.id()),
                                one.role(),
                                one.name(),
                                one.login(),
                                one.password(),
                                one.totpSecret(),
                                one.codes()))
                        .toList(),
                content.apiToken(),
                content.apiTokenOf());
    }

    /** Writes it whole or not at all. */
    void write(String address, LetIn letIn) {
        var content = new Content(
                address,
                letIn.accounts().stream()
                        .map(one -> new Entry(
                                one.person().value(),
                                one.role(),
                                one.name(),
                                one.login(),
                                one.password(),
                                one.totpSecret(),
                                one.codes()))
                        .toList(),
                letIn.apiToken(),
                letIn.apiTokenOf());
        try {
            var fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "demo", ".json");
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
            }
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), content);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
