package de.komcert.traces.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import de.komcert.traces.Problem;
import de.komcert.traces.Reading;
import de.komcert.traces.linux.SyslogEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What firewalls, hypervisors, file servers and telephone systems send by syslog or write themselves. */
class DeviceLinesTests {

    private static final String FORTIGATE =
            "date=2026-03-08 time=07:10:01 devname=\"fgt-rathaus\" devid=\"FGT60F0000000001\" eventtime=1772950201123456789 tz=\"+0100\""
                    + " logid=\"0101039426\" type=\"event\" subtype=\"vpn\" action=\"ssl-login-fail\" remip=203.0.113.7 user=\"m. muster\""
                    + " msg=\"SSL user \\\"failed\\\" to log in\"";
    private static final String SOPHOS =
            "device=\"SFW\" date=2026-03-08 time=07:10:02 timezone=\"CET\" device_name=\"xgs-schule\" log_type=\"Event\""
                    + " log_component=\"SSL VPN Authentication\" log_subtype=\"Authentication\" status=\"Failed\" user_name=\"betrieb\""
                    + " src_ip=198.51.100.77 message=\"User betrieb failed to login\"";

    private static Reading read(String text) throws IOException {
        return Reading.of(
                text,
                (in, problems) ->
                        new SyslogEntries(in, Reading.modified("2026-03-09T08:00:00Z", "Europe/Berlin"), problems));
    }

    private static String only(String line) throws IOException {
        var read = read(line);
        assertThat(read.problems()).extracting(Problem::kind).doesNotContain("NOT_SYSLOG");
        assertThat(read.entries()).hasSize(1);
        return read.entries().getFirst();
    }

    @Test
    void aFirewallIsReadWithItsOwnFieldsWhoeverHasPassedTheLineOn() throws IOException {
        for (var head :
                new String[] {"", "<189>", "Mar  8 07:10:05 10.0.0.1 ", "<189>1 2026-03-08T06:10:05Z fgt - - - - "}) {
            assertThat(only(head + FORTIGATE))
                    .as(head)
                    .contains("2026-03-08T06:10:01.123456700Z event ")
                    .contains(
                            "\"logid\":\"0101039426\"",
                            "\"action\":\"ssl-login-fail\"",
                            "\"remip\":\"203.0.113.7\"",
                            "\"user\":\"m. muster\"",
                            "\"msg\":\"SSL user \\\"failed\\\" to log in\"")
                    .doesNotContain("src_ip");
        }
        assertThat(only(SOPHOS))
                .contains(
                        "2026-03-08T06:10:02Z sfos ",
                        "\"host\":\"xgs-schule\"",
                        "\"status\":\"Failed\"",
                        "\"src_ip\":\"198.51.100.77\"");
    }

    @Test
    void aYearThatNoClockShowsCostsNothingButTheTime() throws IOException {
        var lines =
                FORTIGATE.replace("date=2026-03-08", "date=+999999999-03-08").replaceFirst("eventtime=\\d+ ", "")
                        + "\n" + SOPHOS.replace("date=2026-03-08", "date=+999999999-03-08")
                        + "\n"
                        + SOPHOS.replace(
                                "date=2026-03-08 time=07:10:02 timezone=\"CET\"",
                                "timestamp=\"+999999999-03-08T07:10:02+0200\"")
                        + "\n" + FORTIGATE;

        assertThat(read(lines).entries())
                .extracting(entry -> entry.split(" ")[1])
                .containsExactly("-", "-", "-", "2026-03-08T06:10:01.123456700Z");
    }

    @Test
    void theTimeOfAFirewallIsThatOfItsClock() throws IOException {
        assertThat(only(FORTIGATE.replace("eventtime=1772950201123456789 ", "")))
                .contains("T06:10:01Z");
        assertThat(only(FORTIGATE.replace("eventtime=1772950201123456789 tz=\"+0100\" ", "")))
                .contains("T06:10:01Z"); // in the zone that is assumed
        assertThat(only(FORTIGATE.replace("1772950201123456789", "1772950201"))).contains("T06:10:01Z");
        assertThat(only(SOPHOS.replace(
                        "date=2026-03-08 time=07:10:02 timezone=\"CET\"", "timestamp=\"2026-03-08T07:10:02+0200\"")))
                .contains("T05:10:02Z");
        assertThat(only(SOPHOS.replace("07:10:02", "27:10:02"))).startsWith("1 - sfos");
    }

    @Test
    void trafficIsThatOfAFirewallForRulesThatAskForAny() throws IOException {
        var read = new SyslogEntries(
                new ByteArrayInputStream(
                        ("date=2026-03-08 time=07:10:01 devid=\"F\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\""
                                        + " srcip=203.0.113.9 dstip=10.1.2.3 dstport=3389 action=\"accept\"")
                                .getBytes(StandardCharsets.UTF_8)),
                Reading.modified("2026-03-09T08:00:00Z", "UTC"),
                problem -> {});
        assertThat(read.next()).isTrue();
        var entry = read.entry();
        assertThat(entry.source().category()).isEqualTo("firewall");
        assertThat(entry.source().product()).isEqualTo("fortigate");
        assertThat(entry.layout().names()).contains("src_ip", "dst_ip", "dst_port", "srcip");
    }

    @Test
    void otherDevicesAreKnownByWhoSaysIt() throws IOException {
        assertThat(
                        only(
                                "Mar  8 07:10:01 asa %ASA-6-113015: AAA user authentication Rejected : reason = Invalid password : user = x : user IP = 203.0.113.41"))
                .contains(" asa ", "\"message\":\"%ASA-6-113015: AAA user", "\"src_ip\":\"203.0.113.41\"");
        assertThat(
                        only(
                                "Mar  8 07:10:01 asa : %ASA-6-302013: Built inbound TCP connection 1 for outside:203.0.113.41/5 to inside:10.0.0.1/22"))
                .contains(" asa ", "\"message\":\"%ASA-6-302013: Built");
        assertThat(only("2026-03-08T06:10:01Z esx02 shell[2099]: [root]: vim-cmd vmsvc/power.off 12"))
                .contains(" esxi ", "\"host\":\"esx02\"", "\"message\":\"[root]: vim-cmd vmsvc/power.off 12\"");
        assertThat(
                        only(
                                "Mar  8 07:10:01 nas smbd_audit[77]: verwaltung|192.168.52.31|renameat|ok|/srv/a.ods|/srv/a.ods.x"))
                .contains(
                        " smbd_audit ",
                        "\"user\":\"verwaltung\"",
                        "\"src_ip\":\"192.168.52.31\"",
                        "\"message\":\"verwaltung|192");
        assertThat(only("Mar  8 07:10:01 nas smbd_audit: ohne Vorspann"))
                .contains("\"message\":\"ohne Vorspann\"")
                .doesNotContain("src_ip");
    }

    @Test
    void aRouterOfLancomSaysWhatItDidNotLetThrough() throws IOException {
        var packet = "PACKET_ALERT: Dst: 10.1.1.5:445 {srv-1}, Src: 203.0.113.9:4353 {} (TCP): port filter";
        for (var head : new String[] {"Mar  8 07:10:01 lancom ", "<28>Mar  8 07:10:01 lancom "}) {
            assertThat(only(head + packet))
                    .contains(
                            "2026-03-08T06:10:01Z lancom ",
                            "\"dst_ip\":\"10.1.1.5\"",
                            "\"dst_port\":\"445\"",
                            "\"src_ip\":\"203.0.113.9\"",
                            "\"protocol\":\"TCP\"",
                            "\"reason\":\"port filter\"",
                            "\"action\":\"drop\"");
        }
        assertThat(
                        only(
                                "Mar  8 07:10:01 lancom PACKET_ALERT: Dst: 10.1.1.5 {}, Src: [2001:db8::7]:9 {} (UDP): intruder detection"
                                        + " PACKET_INFO: matched filter: NETZ exceeded limit: more than 0 packets actions: reject; send syslog message;"))
                .contains(
                        "\"src_ip\":\"2001:db8::7\"",
                        "\"reason\":\"intruder detection\"",
                        "\"filter\":\"NETZ\"",
                        "\"action\":\"reject\"");
        assertThat(only("Mar  8 07:10:01 lancom PACKET_INFO: etwas anderes"))
                .contains(" lancom ")
                .doesNotContain("src_ip");
    }

    @Test
    void aCallIsReadFromTheTableOfAsterisk() throws IOException {
        var call =
                "\"\",\"231\",\"00882000000000\",\"from-internal\",\"\"\"Muster, Max\"\" <231>\",\"PJSIP/231-0001\",\"PJSIP/t-2\",\"Dial\",\"PJSIP/x,300\","
                        + "\"2026-03-08 07:10:01\",\"2026-03-08 07:10:03\",\"2026-03-08 07:40:01\",1800,1798,\"ANSWERED\",\"DOCUMENTATION\"";
        assertThat(only(call))
                .startsWith("1 2026-03-08T06:10:01Z cdr ")
                .contains(
                        "\"src\":\"231\"",
                        "\"dst\":\"00882000000000\"",
                        "\"billsec\":\"1798\"",
                        "\"caller_name\":\"Muster, Max\"");
        assertThat(only(call + ",\"1772950201.7\",\"\"")).contains("\"uniqueid\":\"1772950201.7\"");
        assertThat(SyslogEntries.isLine(call)).isTrue();
        assertThat(SyslogEntries.isLine(call.replace("ANSWERED", "JA"))).isFalse();
        assertThat(SyslogEntries.isLine(call.substring(0, call.lastIndexOf(','))))
                .isFalse();
    }

    @Test
    void theEventsOfAFritzBoxNameWhoAndFromWhere() throws IOException {
        var login = "Anmeldung des Benutzers muster an der FRITZ!Box-Benutzeroberfläche von IP-Adresse 203.0.113.160.";
        assertThat(only("08.03.26 07:10:01 " + login + " [3 Meldungen seit 08.03.26 07:00:00]"))
                .startsWith("1 2026-03-08T06:10:01Z fritzbox ")
                .contains(
                        "\"message\":\"" + login + "\"",
                        "\"times\":\"3\"",
                        "\"user\":\"muster\"",
                        "\"src_ip\":\"203.0.113.160\"");
        assertThat(only("08.03.2026\t07:10:01\t" + login.replace("203.0.113.160", "2001:db8::a")))
                .contains("T06:10:01Z", "\"src_ip\":\"2001:db8::a\"");
        assertThat(only(
                        "08.03.26 07:10:01 Anmeldung des Benutzers max von IP-Adresse 192.0.2.1 an der FRITZ!Box-Benutzeroberfläche"
                                + " von IP-Adresse 203.0.113.160 gescheitert (falsches Kennwort)."))
                .contains("\"user\":\"max von IP-Adresse 192.0.2.1\"", "\"src_ip\":\"203.0.113.160\"");
        assertThat(SyslogEntries.isLine("08.03.26 07:10:01 " + login)).isTrue();
        assertThat(SyslogEntries.isLine("08.03.26 07:10:01 Herr Muster rief an"))
                .isFalse();
        assertThat(only("08.03.26 07:10:01 Das Programm wurde beendet.")).contains(" fritzbox ");
    }

    @Test
    void aTelephoneSystemIsReadFromItsOwnFilesAndBySyslog() throws IOException {
        var security =
                "SECURITY[2020] res_security_log.c: SecurityEvent=\"InvalidPassword\",EventTV=\"2026-03-08T07:10:01.000+0100\",Severity=\"Error\""
                        + ",Service=\"PJSIP\",EventVersion=\"2\",AccountID=\"214\",LocalAddress=\"IPV4/UDP/192.0.2.10/5060\""
                        + ",RemoteAddress=\"IPV4/UDP/203.0.113.7/5071\"";
        for (var head : new String[] {
            "[2026-03-08 07:10:01] ", "[2026-03-08 07:10:01.250] ", "2026-03-08T06:10:01Z tk01 asterisk[1]: "
        }) {
            assertThat(only(head + security))
                    .contains(" security ", "2026-03-08T06:10:01")
                    .contains(
                            "\"SecurityEvent\":\"InvalidPassword\"",
                            "\"AccountID\":\"214\"",
                            "\"src_ip\":\"203.0.113.7\"");
        }
        assertThat(
                        only(
                                "[2026-03-08 07:10:02] NOTICE[1234][C-0000001a] app_voicemail.c: Incorrect password '0001' for user '214' (context = default)"))
                .contains(" messages ", "\"message\":\"Incorrect password '0001' for user '214' (context = default)\"");
    }

    @Test
    void aFileOfOnlySuchLinesIsRecognised() {
        assertThat(SyslogEntries.isLine(FORTIGATE)).isTrue();
        assertThat(SyslogEntries.isLine("<189>" + FORTIGATE)).isTrue();
        assertThat(SyslogEntries.isLine("Mar  8 07:10:05 10.0.0.1 " + FORTIGATE))
                .isTrue();
        assertThat(SyslogEntries.isLine(SOPHOS)).isTrue();
        assertThat(SyslogEntries.isLine("[2026-03-08 07:10:02] NOTICE[1] chan.c: x"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logid= devid= type=",
                "logid=1 devid=2",
                "logid=\"1 devid=\"2\" type=",
                "Ein Brief über logid=1 devid=2 type=event und mehr",
                "log_component= log_type= ==",
                "[2026-03-08 07:10:02] Guten Tag",
                "[2026-13-48 07:10:02] NOTICE[1] chan.c: x",
                "SecurityEvent=",
                "=",
                "a="
            })
    void whatOnlyLooksLikeItIsNone(String line) throws IOException {
        assertThat(read(line).entries()).hasSize(1);
        assertThat(read(line).kinds()).containsExactly("NOT_SYSLOG");
        assertThat(SyslogEntries.isLine(line)).isFalse();
    }

    @Test
    void whateverStandsInALineItStaysOneEntry() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        System.out.println("DeviceLinesTests: -Dkomcert.seed=" + seed);
        var random = new Random(seed);
        var seeds = new String[] {FORTIGATE, SOPHOS, "Mar  8 07:10:01 nas smbd_audit[77]: a|192.0.2.1|b|c"};
        for (int i = 0; i < 5_000; i++) {
            var line = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.setCharAt(at, "\"=\\ ,|[]%\u0000ü".charAt(random.nextInt(11)));
                    case 1 -> line.delete(at, Math.min(line.length(), at + 1 + random.nextInt(20)));
                    default -> line.insert(at, "\"=\"");
                }
                if (line.isEmpty()) {
                    line.append('x');
                }
            }
            assertThat(read(line.toString()).entries())
                    .as("seed %d, line %s", seed, line)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
