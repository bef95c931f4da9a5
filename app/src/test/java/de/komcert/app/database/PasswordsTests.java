package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

    @TempDir
    Path temp;

    @Test
    void areLongAndDifferentForEachRoleAndEachInstallation() throws IOException {
        var here = Passwords.readOrGenerate(temp.resolve("here"), Provision.ROLES);
        var there = Passwords.readOrGenerate(temp.resolve("there"), Provision.ROLES);

        var all = Provision.ROLES.stream()
                .flatMap(role -> List.of(here.login(role), there.login(role)).stream())
                .map(DatabaseAccess.Login::password)
                .toList();
        assertThat(all).hasSize(6).doesNotHaveDuplicates().allMatch(password -> password.length() == 43);
    }

    @Test
    void stayTheSame() throws IOException {
        var file = temp.resolve("passwords");
        var first = Passwords.readOrGenerate(file, Provision.ROLES);

        assertThat(Passwords.readOrGenerate(file, Provision.ROLES).login(Provision.APP))
                .isEqualTo(first.login(Provision.APP));
    }

    @Test
    void areNotMadeUpWhereOneIsMissing() throws IOException {
        var file = Files.writeString(temp.resolve("passwords"), "postgres=a\nkomcert_owner=b\n");

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> Passwords.readOrGenerate(file, Provision.ROLES))
                .withMessageContaining("unvollständig");
    }
}
