package de.komcert.app.identity.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import de.komcert.app.access.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountKeyTests {

    private static final byte[] SECRET = "zwanzig geheime Byte".getBytes(StandardCharsets.UTF_8);

    private final PersonId owner = PersonId.random();

    @TempDir
    Path data;

    @Test
    void makesAKeyThatOnlyItsOwnerMayReadAndFindsItAgain() throws IOException {
        var sealed = new AccountKey("", data).seal(SECRET, owner);
        var file = data.resolve("schluessel/konten.key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(new AccountKey("", data).open(sealed, owner)).isEqualTo(SECRET);
    }

    @Test
    void whatIsSealedDoesNotShowAndOpensForItsOwnerOnly() {
        var key = new AccountKey("", data);
        var sealed = key.seal(SECRET, owner);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("geheime");
        assertThat(key.seal(SECRET, owner)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> key.open(sealed, PersonId.random())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sayWhatToDoWhereTheKeyIsAnother() throws IOException {
        var sealed = new AccountKey("", data).seal(SECRET, owner);
        var other = Files.write(data.resolve("other.key"), new byte[32]);
        assertThatThrownBy(() -> new AccountKey(other.toString(), data).open(sealed, owner))
                .hasMessageContaining("put the former key there");
    }

    @Test
    void takesTheFileThatIsNamedAndMakesNone() {
        var missing = new AccountKey(data.resolve("missing.key").toString(), data);
        assertThatThrownBy(() -> missing.seal(SECRET, owner)).hasMessageContaining("missing.key");
        assertThat(data.resolve("missing.key")).doesNotExist();
        assertThat(data.resolve("schluessel")).doesNotExist();
    }

    @Test
    void refusesAKeyThatIsTooShort() throws IOException {
        var empty = Files.createFile(data.resolve("empty.key"));
        assertThatThrownBy(() -> new AccountKey(empty.toString(), data).seal(SECRET, owner))
                .hasMessageContaining("too short");
    }

    @Test
    void fingerprintsDifferByPurposeAndText() {
        var key = new AccountKey("", data);
        assertThat(key.fingerprint("device", "a"))
                .hasSize(32)
                .isEqualTo(key.fingerprint("device", "a"))
                .isNotEqualTo(key.fingerprint("device", "b"))
                .isNotEqualTo(key.fingerprint("address", "a"));
    }
}
