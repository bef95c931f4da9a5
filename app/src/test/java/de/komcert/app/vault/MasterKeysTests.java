package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import de.komcert.app.access.Acting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the master key lies, without which one nothing starts, and how another takes its place. */
class MasterKeysTests extends VaultCase {

    private static final byte[] CONTENT = "Kontoauszug der Stadtkasse".getBytes(UTF_8);

    @TempDir
    Path temp;

    @Test
    void aFreshKeyLiesBesideTheDataForItsOwnerAlone() throws IOException {
        var fresh = KeyFile.of(new VaultSettings("", ""), temp.resolve("data"));
        var key = fresh.create();

        assertThat(fresh.path()).isEqualTo(temp.resolve("data.key"));
        assertThat(Files.getPosixFilePermissions(fresh.path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(fresh.read().map(MasterKey::mark)).contains(key.mark());
        assertThat(Files.readString(fresh.path())).contains("Hauptschlüssel " + key.mark());
    }

    @Test
    void aCredentialOfSystemdComesBeforeTheDefaultAndANamedFileBeforeBoth() throws IOException {
        var credentials = Files.createDirectory(temp.resolve("credentials"));
        assertThat(key("", credentials.toString()).path()).isEqualTo(Path.of(data.toAbsolutePath() + ".key"));

        var credential = Files.createFile(credentials.resolve("komcert.key"));
        assertThat(key("", credentials.toString()).path()).isEqualTo(credential);
        assertThat(key(temp.resolve("named.key").toString(), credentials.toString())
                        .path())
                .isEqualTo(temp.resolve("named.key"));
    }

    @Test
    void aKeyAmongTheDataIsRefused() throws IOException {
        Files.createDirectories(temp.resolve("daten"));
        var data = temp.resolve("daten");
        var link = Files.createSymbolicLink(temp.resolve("link"), data);
        for (var inside : List.of(data.resolve("komcert.key"), link.resolve("tief/komcert.key"))) {
            assertThatThrownBy(() -> KeyFile.of(new VaultSettings(inside.toString(), ""), data))
                    .isInstanceOf(VaultUnavailable.class)
                    .hasMessageContaining("liegt im Datenverzeichnis");
        }
    }

    @Test
    void aMissingKeyEndsTheStartAndNoneIsMade() throws IOException {
        var file = store();
        var missing = temp.resolve("missing.key");

        assertThatThrownBy(() -> start(key(missing.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("fehlt")
                .hasMessageContaining(mark())
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
        assertThat(read(file)).isEqualTo(CONTENT);
    }

    @Test
    void aWrongOrMistypedKeyEndsTheStart() throws IOException {
        store();
        var other = MasterKey.draw();
        var named = Files.writeString(temp.resolve("other.key"), KeySheet.of(other));

        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("liegt der Hauptschlüssel " + other.mark())
                .hasMessageContaining(mark());

        // One wrong letter in a line is always found; of several at once the whole key is the judge.
        Files.writeString(
                named,
                Pattern.compile("(?m)^4  (.)")
                        .matcher(KeySheet.of(other))
                        .replaceAll(typed -> "4  " + (typed.group(1).equals("0") ? "2" : "0")));
        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("Zeile 4 passt nicht zu ihren Prüfziffern");

        Files.write(named, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("Zeile 1 fehlt");
    }

    @Test
    void aKeyIsReplacedByTheOneInItsPlaceAndEveryFileStillOpens() throws IOException {
        var file = store();
        var place = temp.resolve("komcert.key");
        Files.copy(Path.of(data.toAbsolutePath() + ".key"), temp.resolve("komcert.key.old"));
        var before = mark();
        var here = key(place.toString(), "");

        start(here); // the former one is at hand, so a new one is drawn

        assertThat(place).exists();
        assertThat(mark())
                .isNotEqualTo(before)
                .isEqualTo(here.read().orElseThrow().mark());
        assertThat(read(file)).isEqualTo(CONTENT);
        assertThat(store().size()).isEqualTo(CONTENT.length);

        Files.delete(temp.resolve("komcert.key.old"));
        start(here);
        assertThat(read(file)).isEqualTo(CONTENT);

        // Back to the key of this class, by a key that somebody put in place themselves.
        Files.move(place, Path.of(data.toAbsolutePath() + ".key.old"));
        start(key("", ""));
        Files.delete(Path.of(data.toAbsolutePath() + ".key.old"));
        assertThat(mark()).isEqualTo(before);
        assertThat(read(file)).isEqualTo(CONTENT);
    }

    @Test
    void aRefusedStartIsShownAsItsSentence() {
        var analysis = new VaultUnavailableAnalyzer()
                .analyze(new IllegalStateException(new VaultUnavailable("Der Hauptschlüssel fehlt.")));

        assertThat(analysis.getDescription()).isEqualTo("Der Hauptschlüssel fehlt.");
    }

    /** Under which master key the data keys are. */
    private String mark() {
        var marks = Acting.as(VaultOpening.JOB, dataKeys::marks);
        assertThat(marks).hasSize(1);
        return marks.iterator().next();
    }

    private StoredFile store() throws IOException {
        return as(
                member,
                () -> vault.store(compartment, new ByteArrayInputStream(CONTENT), CONTENT.length, Function.identity()));
    }
}
