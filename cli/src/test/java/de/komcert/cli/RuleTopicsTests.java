package de.komcert.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What our own rules are there for: each topic has a rule, told by its log source and by what it says of itself. */
class RuleTopicsTests {

    private final RulePack pack;

    RuleTopicsTests() throws IOException {
        pack = RulePack.read();
    }

    private List<RulePack.RuleFile> covering(Predicate<RulePack.RuleFile> topic) {
        var files = pack.files().stream().filter(topic).toList();
        assertThat(files).allSatisfy(file -> {
            assertThat(file.events().must()).as(file.name()).isNotEmpty();
            assertThat(file.events().mustNot()).as(file.name()).isNotEmpty();
        });
        return files;
    }

    // Issue 4, part 3
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            sshd                      | linux sshd                    | -         | SSH
            sudo                      | linux sudo                    | -         | sudo
            VPN gateways              | fortigate event               | t1133     | VPN
            VPN gateways              | sophos sfos                   | t1133     | VPN
            VPN gateways              | cisco asa                     | t1133     | VPN
            FortiGate                 | fortigate event               | -         | FortiGate
            Sophos                    | sophos sfos                   | -         | Sophos
            LANCOM                    | lancom firewall               | -         | LANCOM
            web shells in access logs | webserver                     | t1505.003 | Skript
            Exchange                  | windows msexchange-management | -         | Exchange
            Exchange                  | webserver                     | t1505.003 | Exchange
            M365 sign-ins             | azure signinlogs              | t1078.004 | M365
            backup deletion           | windows veeam-backup          | t1490     | Veeam
            backup deletion           | linux process_creation        | t1490     | Datensicherung
            backup deletion           | vmware esxi                   | t1490     | Schnappschüsse
            mass encryption           | linux smbd_audit              | t1486     | Massenhaft
            mass encryption           | windows security              | t1486     | Massenhaft
            mass encryption           | windows file_event            | t1486     | Erpresserschreiben
            PBX administration        | webserver                     | t1133     | FreePBX
            PBX administration        | asterisk security             | t1133     | Asterisk
            PBX administration        | avm fritzbox                  | t1133     | FRITZ!Box
            remote maintenance        | windows system                | t1219     | Fernzugriff
            """)
    void aRuleCoversTheTopic(String topic, String source, String technique, String title) {
        assertThat(covering(file -> file.sources().contains(source)
                        && file.rule().get("title").toString().contains(title)
                        && (technique == null || file.tags().contains("attack." + technique))))
                .as(topic)
                .isNotEmpty();
    }

    @Test
    void failedLoginsAndThenASuccessAreFoundWhereverPeopleLogIn() {
        var files = covering(file -> {
            var last = file.correlation(file.rule());
            if (!"temporal_ordered".equals(last.get("type")) || !guessesPasswords(file)) {
                return false;
            }
            var rules = (List<?>) last.get("rules");
            return rules.size() == 2
                    && file.called(rules.getFirst()).containsKey("correlation")
                    && file.called(rules.getLast()).containsKey("detection");
        });

        assertThat(files.stream().flatMap(file -> file.sources().stream()).distinct())
                .contains(
                        "linux sshd",
                        "fortigate event",
                        "sophos sfos",
                        "azure signinlogs",
                        "m365 audit",
                        "windows security",
                        "asterisk security");
    }

    private static boolean guessesPasswords(RulePack.RuleFile file) {
        return file.tags().stream().anyMatch(tag -> tag.startsWith("attack.t1110"));
    }

    @Test
    void manyAccountsFromOneAddressAreFound() {
        var files = covering(file -> {
            var last = file.correlation(file.rule());
            return "value_count".equals(last.get("type"))
                    && file.tags().contains("attack.t1110.003")
                    && List.of("src_ip", "remip", "IPAddress").containsAll((List<?>) last.get("group-by"))
                    && List.of("user", "UserPrincipalName", "AccountID")
                            .contains(((Map<?, ?>) last.get("condition")).get("field"));
        });

        assertThat(files.stream().flatMap(file -> file.sources().stream()).distinct())
                .contains("linux sshd", "fortigate event", "azure signinlogs", "m365 audit", "asterisk security");
    }

    @Test
    void whatSpreadsOverEinrichtungenIsFound() {
        var files = covering(file -> {
            var last = file.correlation(file.rule());
            return "value_count".equals(last.get("type"))
                    && "einrichtung".equals(((Map<?, ?>) last.get("condition")).get("field"));
        });

        assertThat(files.stream().flatMap(file -> file.sources().stream()).distinct())
                .contains("linux sshd", "fortigate event", "sophos sfos", "azure signinlogs");
    }
}
