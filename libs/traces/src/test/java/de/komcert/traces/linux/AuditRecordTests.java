package de.komcert.traces.linux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import de.komcert.traces.Assumed;
import de.komcert.traces.Moment;
import de.komcert.traces.Origin;
import de.komcert.traces.Slots;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit log of Linux, raw. */
class AuditRecordTests {

    private static final String EVENT = """
            type=SYSCALL msg=audit(1772950201.250:911): arch=c000003e syscall=59 success=yes exit=0 a0=55d a1=414243 pid=7 auid=1000 uid=33 comm="wget" exe="/usr/bin/wget" key=636D640165786563
            type=EXECVE msg=audit(1772950201.250:911): argc=3 a0="wget" a1=2D2D706F73742D66696C653D2F746D702F61206220C3A4 a2[0]=6874 a2[1]=7470
            type=CWD msg=audit(1772950201.250:911): cwd="/tmp"
            type=PATH msg=audit(1772950201.250:911): item=0 name=2F746D702F612062 inode=9 nametype=CREATE
            type=PROCTITLE msg=audit(1772950201.250:911): proctitle=7767657400612062
            """;

    private static List<String> slots(String text) throws IOException {
        var reader = new SyslogEntries(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new Assumed(Instant.parse("2026-03-09T00:00:00Z"), ZoneOffset.UTC),
                problem -> assertThat(problem.kind()).isEqualTo("TIME_ASSUMED"));
        var all = new ArrayList<String>();
        while (reader.next()) {
            all.add(Moment.instant(reader.entry().time()) + " " + reader.entry().source() + " "
                    + reader.entry().origin(Origin.HOST) + " " + Slots.of(reader.entry()));
        }
        return all;
    }

    @Test
    void eachRecordIsAnEventWithItsValuesDecoded() throws IOException {
        var records = slots(EVENT);

        assertThat(records)
                .hasSize(5)
                .allMatch(record -> record.startsWith("2026-03-08T06:10:01.250Z product linux, service auditd null "));
        assertThat(records.get(0))
                .contains("type=SYSCALL", "a1=414243", "key=cmd, key=exec", "SYSCALL=execve", "exe=/usr/bin/wget");
        assertThat(records.get(1)).contains("a0=wget", "a1=--post-file=/tmp/a b ä", "a2=http");
        assertThat(records.get(3)).contains("name=/tmp/a b", "nametype=CREATE");
        assertThat(records.get(4)).contains("proctitle=wget a b");
    }

    @Test
    void aCommandKnowsItsProgramAndWhoRanIt() throws IOException {
        assertThat(slots(EVENT).get(1))
                .contains("cmdline=wget --post-file=/tmp/a b ä http", "exe=/usr/bin/wget", "uid=33", "auid=1000");
        assertThat(slots(EVENT.replace(
                                "type=EXECVE msg=audit(1772950201.250:911)",
                                "type=EXECVE msg=audit(1772950201.250:912)"))
                        .get(1))
                .as("another event")
                .doesNotContain("exe=");
    }

    @Test
    void whatAProgramToldAndWhatAuditdRepeatsAreFieldsToo() throws IOException {
        var record = slots(
                        "node=srv-1 type=USER_LOGIN msg=audit(1772950201.250:5): pid=8 uid=0 auid=4294967295 ses=4294967295"
                                + " msg='op=login acct=\"muster\" exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.7 terminal=ssh res=failed'"
                                + "\u001dUID=\"root\" AUID=\"unset\"\n")
                .getFirst();

        assertThat(record)
                .contains(
                        " srv-1 ",
                        "acct=muster",
                        "addr=203.0.113.7",
                        "res=failed",
                        "UID=root",
                        "user=muster",
                        "src_ip=203.0.113.7")
                .doesNotContain("hostname");
    }

    @Test
    void theNameOfTheCallIsThatOfTheLogWhereItIsThere() throws IOException {
        assertThat(slots("type=SYSCALL msg=audit(1.000:1): arch=c000003e syscall=59\u001dARCH=x86_64 SYSCALL=other\n")
                        .getFirst())
                .contains("SYSCALL=other")
                .doesNotContain("execve");
        assertThat(slots("type=SYSCALL msg=audit(1.000:1): arch=c00000b7 syscall=221\n")
                        .getFirst())
                .contains("SYSCALL=execve");
        assertThat(slots("type=SYSCALL msg=audit(1.000:1): arch=40000003 syscall=11\n")
                        .getFirst())
                .doesNotContain("SYSCALL=e");
    }

    @Test
    void itIsReadAlikeWhoeverHasPassedItOn() throws IOException {
        var message = "type=USER_CMD msg=audit(1772950201.250:5): pid=8 msg='cwd=\"/\" cmd=6964202D61 res=success'";
        for (var head : new String[] {
            "",
            "node=srv-1 ",
            "Mar  8 07:10:05 srv-1 audispd: ",
            "2026-03-08T07:10:05Z srv-1 tag: ",
            "<5>1 2026-03-08T07:10:05Z srv-1 audisp-syslog 7 - - "
        }) {
            assertThat(slots(head + message).getFirst())
                    .startsWith("2026-03-08T06:10:01.250Z product linux, service auditd")
                    .contains("cmd=id -a");
        }
        assertThat(slots(
                                "Mar  8 07:10:05 srv-1 kernel: [ 12.5] audit: type=1400 audit(1772950201.250:5): apparmor=\"DENIED\" comm=\"x\"")
                        .getFirst())
                .contains("service auditd srv-1", "type=1400", "apparmor=DENIED");
    }

    @Test
    void theJournalHasItWithoutItsHead() throws IOException {
        var journal =
                "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1772950205000000\n_SOURCE_REALTIME_TIMESTAMP=1772950201250000\n_HOSTNAME=srv-2\n"
                        + "_TRANSPORT=audit\n_AUDIT_TYPE_NAME=EXECVE\n_AUDIT_ID=911\nMESSAGE=EXECVE argc=2 a0=\"rm\" a1=2D726620\n\n";
        var reader =
                new JournalEntries(new ByteArrayInputStream(journal.getBytes(StandardCharsets.UTF_8)), problem -> {});

        assertThat(reader.next()).isTrue();
        assertThat(reader.entry().source().service()).isEqualTo("auditd");
        assertThat(Slots.of(reader.entry())).contains("type=EXECVE", "a0=rm", "a1=-rf ", "cmdline=rm -rf ");
    }

    @Test
    void aLineIsOneRecordHoweverLong() throws IOException {
        var many = new StringBuilder("type=EXECVE msg=audit(1.000:1): argc=9");
        for (int i = 0; many.length() < 250_000; i++) {
            many.append(" a").append(i).append("=41");
        }
        assertThat(slots(many.toString())).hasSize(1);
        assertThat(slots(many.toString()).getFirst()).contains("a3998=A").doesNotContain("a3999=A");
    }
}
