package de.komcert.traces.linux;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.text.TextEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SshdMessageTests {

    private static TextEntry told(String message) {
        var entry = new TextEntry("test");
        entry.begin(1);
        SshdMessage.fields(message, entry);
        entry.end(LogSource.UNKNOWN, Entry.NO_TIME, null, null, message);
        return entry;
    }

    @ParameterizedTest
    @CsvSource({
        "Failed password for root from 192.0.2.7 port 4711 ssh2, root, 192.0.2.7",
        "Failed password for invalid user admin from 2001:db8::7 port 4711 ssh2, admin, 2001:db8::7",
        "Accepted publickey for b.ackup from 192.0.2.7 port 22 ssh2: ED25519 SHA256:abc/DEF+1, b.ackup, 192.0.2.7",
        "Failed keyboard-interactive/pam for invalid user m muster from 192.0.2.7 port 4711 ssh2, m muster, 192.0.2.7",
        "Invalid user oracle from 192.0.2.7 port 4711, oracle, 192.0.2.7",
        "Invalid user oracle from 192.0.2.7, oracle, 192.0.2.7",
        "Connection closed by authenticating user root 192.0.2.7 port 4711 [preauth], root, 192.0.2.7",
        "Connection closed by 192.0.2.7 port 4711 [preauth], , 192.0.2.7",
        "Disconnected from user root 192.0.2.7 port 4711, root, 192.0.2.7",
        "error: maximum authentication attempts exceeded for root from 192.0.2.7 port 4711 ssh2 [preauth], root, 192.0.2.7",
    })
    void whoTriedFromWhereIsAField(String message, String user, String address) {
        assertThat(told(message).value("user")).isEqualTo(user);
        assertThat(told(message).value("src_ip")).isEqualTo(address);
    }

    @Test
    void aNameThatLooksLikeAnAddressHidesNothing() {
        var entry =
                told("Failed password for invalid user x from 198.51.100.1 port 1 ssh2 from 192.0.2.7 port 4711 ssh2");

        assertThat(entry.value("src_ip")).isEqualTo("192.0.2.7");
        assertThat(entry.value("user")).isEqualTo("x from 198.51.100.1 port 1 ssh2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Server listening on 0.0.0.0 port 22.",
                "Failed password for root",
                "Failed password for root from hier port 1 ssh2",
                "pam_unix(sshd:session): session opened for user root(uid=0) by (uid=0)"
            })
    void whatTellsNeitherHasNoField(String message) {
        assertThat(told(message).layout().names()).isEmpty();
    }

    @Test
    void aLongLineIsReadInTimeThatGrowsWithItsLength() {
        assertThat(told("Failed password for " + "a from 1 ".repeat(200_000))
                        .layout()
                        .names())
                .isEmpty();
    }
}
