package de.komcert.sigma;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTests {

    private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";

    private static Rule.Detection rule(String source, String item) {
        var rules = Rules.read(new Source(
                "r.yml",
                "title: r\nlogsource: {" + source + "}\ndetection:\n    s:\n        " + item + "\n    condition: s\n"));
        assertThat(rules.problems()).isEmpty();
        return rules.detections().getFirst();
    }

    @Test
    void theShippedPipelinesAreRead() {
        assertThat(Pipeline.standard().problems()).isEmpty();
    }

    // Which rules an event with a channel and an id meets.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Microsoft-Windows-Sysmon/Operational | 1 | product: windows, category: process_creation | true
            Microsoft-Windows-Sysmon/Operational | 3 | product: windows, category: process_creation | false
            microsoft-windows-sysmon/operational | 3 | product: windows, category: network_connection | true
            Microsoft-Windows-Sysmon/Operational | 1 | product: windows, service: sysmon | true
            Microsoft-Windows-Sysmon/Operational | 1 | product: windows, service: security | false
            Microsoft-Windows-Sysmon/Operational | 1 | product: windows | true
            Microsoft-Windows-Sysmon/Operational | 1 | product: linux, category: process_creation | false
            Linux-Sysmon/Operational | 1 | product: linux, category: process_creation | true
            Security | 4688 | product: windows, category: process_creation | true
            Security | 4624 | product: windows, category: process_creation | false
            Security | 4624 | product: windows, service: security | true
            PowerShellCore/Operational | 4104 | product: windows, category: ps_script | true
            Windows PowerShell | 400 | product: windows, category: ps_classic_start | true
            Microsoft-Windows-Windows Defender/Operational | 1116 | category: antivirus | true
            Veeam Backup | 28200 | product: windows, service: veeam-backup | true
            Something-Else | 1 | product: windows, service: sysmon | false
            """)
    void aChannelDecidesWhichRulesAnEventMeets(String channel, String eventId, String source, boolean expected) {
        var event = Event.of(LogSource.UNKNOWN, Map.of("Channel", channel, "EventID", eventId, "F", "x"));
        assertThat(Rules.matches(rule(source, "F: x"), event)).isEqualTo(expected);
    }

    @Test
    void fieldsOfProcessStartsInTheSecurityLogAreRenamed() {
        var fields = new HashMap<String, Object>(Map.of(
                "Channel",
                "Security",
                "EventID",
                "4688",
                "NewProcessName",
                "C:\\cmd.exe",
                "ParentProcessName",
                "C:\\explorer.exe",
                "SubjectUserName",
                "maria",
                "NewProcessId",
                "0x1f4"));
        var event = Event.of(LogSource.UNKNOWN, fields);
        var source = "product: windows, category: process_creation";
        assertThat(Rules.matches(rule(source, "Image|endswith: '\\cmd.exe'"), event))
                .isTrue();
        assertThat(Rules.matches(rule(source, "ParentImage|endswith: '\\explorer.exe'"), event))
                .isTrue();
        assertThat(Rules.matches(rule(source, "User: maria"), event)).isTrue();
        assertThat(Rules.matches(
                        rule("product: windows, service: security", "NewProcessName|endswith: cmd.exe"), event))
                .isTrue();
        assertThat(Rules.matches(rule("product: windows, service: security", "Image|endswith: cmd.exe"), event))
                .isFalse();
    }

    @Test
    void aRegistryEventNeedsItsEventType() {
        var add = rule("product: windows, category: registry_add", "F: x");
        assertThat(Rules.matches(
                        add,
                        Event.of(
                                LogSource.UNKNOWN,
                                Map.of("Channel", SYSMON, "EventID", "12", "EventType", "CreateKey", "F", "x"))))
                .isTrue();
        assertThat(Rules.matches(
                        add,
                        Event.of(
                                LogSource.UNKNOWN,
                                Map.of("Channel", SYSMON, "EventID", "12", "EventType", "DeleteKey", "F", "x"))))
                .isFalse();
    }

    @Test
    void whatAnEventDoesNotSayExcludesNothing() {
        var rule = rule("product: windows, category: process_creation", "F: x");
        assertThat(Rules.matches(rule, Event.of(LogSource.UNKNOWN, Map.of("F", "x"))))
                .isTrue();
        assertThat(Rules.matches(rule, Event.of(LogSource.of("windows", null, null), Map.of("F", "x"))))
                .isTrue();
        assertThat(Rules.matches(rule, Event.of(LogSource.of("windows", "process_creation", null), Map.of("F", "x"))))
                .isTrue();
        assertThat(Rules.matches(rule, Event.of(LogSource.of("windows", "file_event", null), Map.of("F", "x"))))
                .isFalse();
        assertThat(Rules.matches(rule, Event.of(LogSource.of("linux", null, null), Map.of("F", "x"))))
                .isFalse();
    }

    @Test
    void aProgramsLinesAlsoStandInTheSystemLog() {
        var event = Event.of(LogSource.of("linux", null, "sshd"), Map.of("message", "Failed password"));
        for (var service : List.of("sshd", "auth", "syslog")) {
            assertThat(Rules.matches(rule("product: linux, service: " + service, "message|contains: failed"), event))
                    .isTrue();
        }
        assertThat(Rules.matches(rule("product: linux, service: cron", "message|contains: failed"), event))
                .isFalse();
        assertThat(Rules.matches(rule("product: linux, category: process_creation", "message|contains: failed"), event))
                .isFalse();
    }

    @Test
    void productsOfTheNetworkSpeakTheWordsOfTheRules() {
        var firewall = Event.of(
                LogSource.of("fortinet", null, "fortigate"),
                Map.of("srcip", "10.0.0.1", "dstport", "445", "act", "deny"));
        assertThat(Rules.matches(rule("category: firewall", "dst_port: 445"), firewall))
                .isTrue();
        assertThat(Rules.matches(rule("category: firewall", "src_ip|cidr: 10.0.0.0/8"), firewall))
                .isTrue();
        var sophos =
                Event.of(LogSource.of("sophos", null, "sfos"), Map.of("src_ip", "10.0.0.1", "log_subtype", "Allowed"));
        assertThat(Rules.matches(rule("category: firewall", "action: allowed"), sophos))
                .isTrue();
        var web = Event.of(LogSource.of(null, null, "nginx"), Map.of("request", "/x.php?cmd=id", "status", "200"));
        assertThat(Rules.matches(rule("category: webserver", "cs-uri-query|contains: 'cmd='"), web))
                .isTrue();
        assertThat(Rules.matches(rule("category: webserver", "sc-status: 200"), web))
                .isTrue();
        var proxy = Event.of(LogSource.of(null, null, "squid"), Map.of("url", "http://evil.example/a"));
        assertThat(Rules.matches(rule("category: proxy", "c-uri|endswith: '/a'"), proxy))
                .isTrue();
    }

    @Test
    void unreachableRulesAreNamed() {
        var detector =
                Detector.of(List.of(rule("product: windows, category: process_creation", "F: x")), Pipeline.standard());
        assertThat(detector.unreachable()).isEmpty();
        var other = Detector.of(List.of(rule("product: windows, category: file_rename", "F: x")), Pipeline.standard());
        assertThat(other.unreachable()).hasSize(1);
    }

    @Test
    void aBrokenPipelineSaysWhere() {
        var pipeline =
                Pipeline.of(List.of(new Source("p.yml", "chanels: {}\nviews:\n    - is: {category: x}\n    - text\n")));
        assertThat(pipeline.problems()).extracting(Problem::line).containsExactly(1, 3, 4);
    }
}
