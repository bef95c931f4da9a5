package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import de.komcert.app.disk.OwnerOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class AccountTests {

    @TempDir
    Path temp;

    @Test
    void theAccountOfTheLagezentrumIsEnoughForOrdinaryUsers() throws IOException {
        var programs = Programs.choose(binaries(), temp, List.of(new Account.Ourselves()));

        assertThat(programs.account()).isEqualTo(new Account.Ourselves());
        assertThat(programs.version()).startsWith("18.");
        assertThat(programs.majorVersion()).isEqualTo("18");
    }

    @Test
    void takesTheFirstAccountThatCanEnterTheFolder() throws IOException {
        assumeTrue(root(), "[the rights of root]");
        var closed = OwnerOnly.folder(temp.resolve("closed"));
        var home = OwnerOnly.folder(closed.resolve("of/root/postgres"));
        var binaries = BinariesArchive.forThisMachine().unpackBelow(home);

        var programs = Programs.choose(binaries, home, List.of(new Account.Nobody(), new Account.InUserNamespace()));

        assertThat(programs.account()).isEqualTo(new Account.InUserNamespace());
    }

    @Test
    void saysWhatToDoWhenTheProgramsRunUnderNoAccount() throws IOException {
        var empty = Files.createDirectory(temp.resolve("empty"));

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> Programs.choose(empty, temp, Account.candidates()))
                .withMessageContaining("PostgreSQL lässt sich in " + empty)
                .withMessageContaining("wählen Sie ein Datenverzeichnis");
    }

    /** The way for containers that forbid user namespaces; and the way back, since the data stays. */
    @Test
    void theSameDataServesUnderEitherAccountOfRoot() throws Exception {
        assumeTrue(root(), "[the rights of root]");
        new Account.Nobody().admit(temp);
        var data = temp.resolve("data");

        for (Account account : List.of(new Account.Nobody(), new Account.InUserNamespace(), new Account.Nobody())) {
            try (var server = EmbeddedPostgres.start(data, TestPostgres.BINARIES, Map.of(), List.of(account))) {
                assertThat(Rows.canConnect(server.access())).as("%s", account).isTrue();
                Rows.create(server.access());
                Rows.add(server.access(), Rows.all(server.access()).size());
            }
            assertThat(Files.getOwner(data.resolve("postgres/cluster")).getName())
                    .isEqualTo(account.equals(new Account.Nobody()) ? "nobody" : "root");
        }
        try (var server = TestPostgres.startDurable(data)) {
            assertThat(Rows.all(server.access())).containsExactly(0, 1, 2);
        }
    }

    private static Path binaries() throws IOException {
        return BinariesArchive.forThisMachine().unpackBelow(TestPostgres.BINARIES);
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }
}
