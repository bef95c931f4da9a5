package de.komcert.app.vault;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.database.WithPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What the tests of the vault have in common: an empty one on a real disk and a real database, and who gets at it. */
@WithPostgres
@SpringBootTest
abstract class VaultCase {

    @Autowired
    Vault vault;

    @Autowired
    DataKeys dataKeys;

    @Autowired
    SendingRows rows;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Value("${komcert.data}")
    Path data;

    final Actor.Person member = person("Can Yıldıran");
    final Actor.Person colleague = person("Svenja Rothkamp");
    final Actor.Person stranger = person("Milena Grothe");
    CompartmentId compartment;

    @BeforeEach
    void empty() throws IOException {
        for (var name : names()) {
            Files.delete(lying(name));
        }
        compartment = compartment();
    }

    /** A fresh one, of the member and the colleague. */
    CompartmentId compartment() {
        return Acting.as(member, () -> compartments.open(List.of(colleague.person())));
    }

    byte[] read(StoredFile file) throws IOException {
        return as(member, () -> {
            try (var content = vault.open(file.id())) {
                return Channels.newInputStream(content).readAllBytes();
            }
        });
    }

    static <R, X extends Exception> R as(Actor actor, ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(actor, work);
    }

    /** Opens the vault as the program does when it starts. */
    void start(KeyFile key) {
        new VaultOpening(key, VaultFolder.below(data), dataKeys, rows, jdbc, transactions)
                .afterSingletonsInstantiated();
    }

    KeyFile key(String named, String credentials) {
        return KeyFile.of(new VaultSettings(named, credentials), data);
    }

    /** The names of what lies in the vault. */
    TreeSet<String> names() {
        try (var lying = Files.list(folder())) {
            var names = new TreeSet<String>();
            lying.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Path lying(String name) {
        return folder().resolve(name);
    }

    Path folder() {
        return data.resolve("vault");
    }

    private static Actor.Person person(String name) {
        return new Actor.Person(new PersonId(UUID.randomUUID()), name, Role.ANALYST);
    }
}
