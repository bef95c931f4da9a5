package de.komcert.app.forensics.sight;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which hosts an order names, which is written in words. */
class UnnamedHostsTests {

    @ParameterizedTest(name = "{1} in: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DC01, DC02 und der Fernzugang|dc01.rathaus.example",
                "Domänencontroller (dc01)|DC01",
                "alle Rechner in rathaus.example|pc-07.rathaus.example",
                "pc-07.rathaus.example|PC-07.rathaus.example",
                "Firewall 192.0.2.1|192.0.2.1",
            })
    void aHostIsNamedByItsNameItsFirstPartOrItsDomain(String systems, String host) {
        assertThat(UnnamedHosts.of(systems, Set.of(host))).isEmpty();
    }

    @ParameterizedTest(name = "{1} in: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DC01, DC02 und der Fernzugang|dc0",
                "DC01|dc01-alt",
                "srv-dc01|dc01",
                "Firewall 192.0.2.1|192.0.2.10",
                "Firewall 192.0.2.1|192.7.7.7",
                "die Webseite|srv-web01",
            })
    void aPartOfAWordIsNoName(String systems, String host) {
        assertThat(UnnamedHosts.of(systems, Set.of(host))).containsExactly(host);
    }

    @Test
    void entriesThatNameNoHostAreNoHost() {
        assertThat(UnnamedHosts.of("DC01", new TreeSet<>(Set.of("", " ", "b", "a"))))
                .containsExactly("a", "b");
    }
}
