package de.komcert.app.identity.credentials;

import java.lang.management.ManagementFactory;
import java.util.Optional;

import com.sun.management.ThreadMXBean;
import de.komcert.app.identity.credentials.PasswordHash.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTests {

    private final Passwords passwords = new Passwords();

    @Test
    void aHashIsReadBackAndMatchesItsPasswordOnly() {
        var hash = passwords.hash("vier Wörter ohne Sinn");
        var read = PasswordHash.parse(hash.toString());
        assertThat(hash.toString()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(read).contains(hash);
        assertThat(passwords.matches("vier Wörter ohne Sinn", read)).isTrue();
        assertThat(passwords.matches("vier Wörter ohne Sinn ", read)).isFalse();
        assertThat(passwords.outdated(hash)).isFalse();
    }

    /** From the test suite of the reference implementation: other programs' hashes are read, and renewed. */
    @Test
    void readsHashesOfTheReferenceImplementation() {
        var foreign = PasswordHash.parse(
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");
        assertThat(foreign.orElseThrow().cost()).isEqualTo(new Cost(256, 2, 1));
        assertThat(passwords.matches("password", foreign)).isTrue();
        assertThat(passwords.outdated(foreign.orElseThrow())).isTrue();
    }

    @Test
    void theSamePasswordNeverHashesTheSame() {
        assertThat(passwords.hash("dieselben Worte").toString())
                .isNotEqualTo(passwords.hash("dieselben Worte").toString());
    }

    @Test
    void aPasswordIsItsLettersHoweverTheyWereTyped() {
        var composed = passwords.hash("B\u00fcrgermeisterei");
        assertThat(passwords.matches("Bu\u0308rgermeisterei", Optional.of(composed)))
                .isTrue();
    }

    @Test
    void checkingNobodysPasswordTakesTheSameMemory() {
        var known = Optional.of(passwords.hash("irgendein Passwort"));
        var argon2 = (long) Passwords.COST.memory() * 1024;
        assertThat(allocated(() -> passwords.matches("geraten", known))).isGreaterThan(argon2);
        assertThat(allocated(() -> passwords.matches("geraten", Optional.empty())))
                .isGreaterThan(argon2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=19456000,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "{noop}geheim"
            })
    void takesNothingElseForAHash(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    private static long allocated(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
