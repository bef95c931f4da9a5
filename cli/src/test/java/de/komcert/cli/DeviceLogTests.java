package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that devices and those who collect their lines write, held against the rules that come along. */
class DeviceLogTests {

    private static final Path RULES = Path.of("..", "rules");
    private static final Instant BEGIN = Instant.parse("2026-03-08T06:00:00Z");

    @TempDir
    private Path folder;

    private Path log;

    /** A file with so many lines, some seconds apart. */
    private void write(String name, int lines, int seconds, IntFunction<String> line) throws IOException {
        log = folder.resolve(name);
        Files.writeString(
                log,
                IntStream.range(0, lines)
                        .mapToObj(i -> timed(line.apply(i), BEGIN.plusSeconds((long) i * seconds)))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Puts the time where the line has a sign for it. */
    private static String timed(String line, Instant time) {
        var utc = time.atZone(ZoneOffset.UTC);
        return line.replace("{date}", utc.toLocalDate().toString())
                .replace("{time}", DateTimeFormatter.ofPattern("HH:mm:ss").format(utc))
                .replace("{iso}", time.toString())
                .replace(
                        "{old}",
                        DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
                                .format(utc));
    }

    private Called scan() {
        var called =
                Called.komcert("scan", "--rules", RULES, "--format", "jsonl", "--zone", "UTC", "--year", "2026", log);
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.err()).doesNotContain("keine Zeit");
        return called;
    }

    @Test
    void accountsTriedAtAFortiGateAreFoundInTheFileOfTheDeviceAndInThatOfACollector() throws IOException {
        var line =
                "date={date} time={time} devname=\"fgt\" devid=\"FGT60F0000000001\" tz=\"+0000\" logid=\"0101039426\" type=\"event\""
                        + " subtype=\"vpn\" level=\"alert\" action=\"ssl-login-fail\" remip=203.0.113.200 user=\"konto%d\""
                        + " reason=\"sslvpn_login_unknown_user\" msg=\"SSL user failed to logged in\"";
        for (var head : new String[] {"", "<185>", "{old} 10.1.1.1 "}) {
            write("fortigate.log", 10, 60, i -> head + line.formatted(i));

            assertThat(scan().values("title"))
                    .as(head)
                    .contains("Viele VPN-Konten von einer Adresse durchprobiert (FortiGate)");
        }
    }

    @Test
    void remoteDesktopLetThroughIsFoundInTheTrafficOfAFortiGateAndOfASophosFirewall() throws IOException {
        var title = "Firewall lässt Remotedesktop aus dem Internet durch";
        write(
                "traffic.log",
                1,
                1,
                i -> "date={date} time={time} devname=\"fgt\" devid=\"F\" logid=\"0000000013\" type=\"traffic\""
                        + " subtype=\"forward\" srcip=203.0.113.9 dstip=10.1.2.3 dstport=3389 action=\"accept\"");
        assertThat(scan().values("title")).contains(title);

        write(
                "sophos.log",
                1,
                1,
                i -> "<30>device_name=\"xgs\" timestamp=\"{date}T{time}+0000\" log_type=\"Firewall\""
                        + " log_component=\"Firewall Rule\" log_subtype=\"Allowed\" src_ip=\"203.0.113.9\" dst_ip=\"10.1.2.3\" dst_port=\"3389\"");
        assertThat(scan().values("title")).contains(title);
    }

    @Test
    void aPasswordGuessedAtASophosFirewallIsFound() throws IOException {
        write(
                "sfos.log",
                11,
                60,
                i -> "{iso} xgs device=\"SFW\" date={date} time={time} timezone=\"UTC\" device_name=\"xgs\""
                        + " log_type=\"Event\" log_component=\"SSL VPN Authentication\" log_subtype=\"Authentication\" user_name=\"betrieb\""
                        + " src_ip=198.51.100.77 status=\"" + (i < 10 ? "Failed" : "Successful")
                        + "\" message=\"User betrieb\"");

        assertThat(scan().values("title")).contains("VPN-Kennwort erraten (Sophos Firewall)");
    }

    @Test
    void passwordsTriedAtACiscoFirewallAreFound() throws IOException {
        write(
                "asa.log",
                30,
                10,
                i -> "{old} asa-bk %ASA-6-113015: AAA user authentication Rejected : reason = Invalid password :"
                        + " local database : user = ***** : user IP = 203.0.113.41");

        assertThat(scan().values("title")).contains("VPN-Kennwörter werden durchprobiert (Cisco ASA)");
    }

    @Test
    void machinesSwitchedOffOnAnEsxiHostAndFilesRenamedOnANasAreFound() throws IOException {
        write("esxi.log", 3, 5, i -> "{iso} esx02 shell[2099]: [root]: vim-cmd vmsvc/power.off " + i);
        assertThat(scan().values("title")).contains("Viele virtuelle Maschinen auf der Konsole abgeschaltet");

        write(
                "nas.log",
                300,
                1,
                i -> "{old} nas01 smbd_audit[7]: verwaltung|192.168.52.31|renameat|ok|/srv/%d.ods|/srv/%d.ods.vennlock"
                        .formatted(i, i));
        assertThat(scan().values("title")).contains("Massenhaftes Umbenennen auf einer Freigabe");
    }

    @Test
    void whoeverGuessesAtATelephoneSystemIsFoundInItsOwnFiles() throws IOException {
        write(
                "security",
                21,
                20,
                i -> "[{date} {time}] SECURITY[1] res_security_log.c: SecurityEvent=\""
                        + (i < 20 ? "InvalidPassword" : "SuccessfulAuth")
                        + "\",EventTV=\"x\",Severity=\"Error\",Service=\"PJSIP\",EventVersion=\"2\",AccountID=\"214\""
                        + ",LocalAddress=\"IPV4/UDP/192.0.2.10/5060\",RemoteAddress=\"IPV4/UDP/203.0.113.7/5071\"");
        assertThat(scan().values("title")).contains("Kennwort einer Nebenstelle erraten (Asterisk, FreePBX)");

        write(
                "full",
                8,
                30,
                i ->
                        "[{date} {time}] NOTICE[9][C-0000001a] app_voicemail.c: Incorrect password '000%d' for user '214' (context = default)"
                                .formatted(i));
        assertThat(scan().values("title")).contains("PIN eines Anrufbeantworters wird durchprobiert");
    }

    @Test
    void aComputerThatScansOrSpreadsIsFoundByWhatARouterOfLancomDropped() throws IOException {
        var line = "{old} lancom-rathaus PACKET_ALERT: Dst: %s {}, Src: 192.168.52.31:50001 {} (TCP): port filter";
        write("lancom.log", 20, 10, i -> line.formatted("10.1.1.5:" + (8000 + i)));
        assertThat(scan().values("title")).containsExactly("Ein interner Rechner tastet einen anderen ab (LANCOM)");

        write("spread.log", 15, 10, i -> line.formatted("10.1.1." + i + ":445"));
        assertThat(scan().values("title"))
                .containsExactly("Ein interner Rechner klopft bei vielen anderen an (LANCOM)");

        write("mail.log", 20, 100, i -> line.formatted("203.0.113." + i + ":25"));
        assertThat(scan().values("title"))
                .containsExactly("Ein interner Rechner verschickt Mail am Mailserver vorbei (LANCOM)");

        write(
                "locked.log",
                1,
                1,
                i -> line.formatted("203.0.113.80:6667")
                        + " PACKET_INFO: matched filter: IRC actions: drop; block source address for 1 minutes;");
        assertThat(scan().values("title")).containsExactly("LANCOM sperrt einen internen Rechner");
    }

    @Test
    void dearCallsAreFoundInTheTableOfAsterisk() throws IOException {
        var call =
                "\"\",\"231\",\"%s\",\"from-internal\",\"\"\"Muster\"\" <231>\",\"PJSIP/231-1\",\"PJSIP/t-2\",\"Dial\",\"x\","
                        + "\"{date} {time}\",\"{date} {time}\",\"{date} {time}\",60,58,\"ANSWERED\",\"DOCUMENTATION\"";
        write("Master.csv", 15, 100, i -> call.formatted("0037100000" + i));
        assertThat(scan().values("title")).contains("Viele Auslandsgespräche einer Nebenstelle in kurzer Zeit");

        write("Master.csv", 2, 100, i -> call.formatted(i == 0 ? "00882000000000" : "*7200371000000"));
        assertThat(scan().values("title"))
                .containsExactlyInAnyOrder(
                        "Gespräch zu Satelliten- oder internationalen Sondernetzen",
                        "Rufumleitung ins Ausland per Tastencode");
    }

    @Test
    void whoeverManagesAFritzBoxFromTheInternetIsFoundInItsEvents() throws IOException {
        write(
                "ereignisse.txt",
                2,
                60,
                i ->
                        "08.03.26 0%d:00:00 Anmeldung des Benutzers verwaltung an der FRITZ!Box-Benutzeroberfläche von IP-Adresse %s."
                                        .formatted(7 + i, i == 0 ? "192.168.178.24" : "203.0.113.160")
                                + " [2 Meldungen seit 08.03.26 06:58:30]");

        var called = scan();

        assertThat(called.values("title")).containsExactly("FRITZ!Box aus dem Internet verwaltet");
        assertThat(called.values("time")).containsExactly("2026-03-08T08:00:00.0000000Z");
    }
}
