package de.komcert.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What Debian's own programs log, and what they read of it themselves. */
class DebianLogTests extends DebianCase {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AGENT = "Mozilla \"5.0\" \\ Grüße";

    @Test
    void whatRsyslogWritesInItsThreeFormatsIsWhatWasLogged() throws Exception {
        var rsyslogd = program("/usr/sbin/rsyslogd");
        var logger = program("/usr/bin/logger");
        var socket = folder.resolve("log");
        var config = new StringBuilder("module(load=\"imuxsock\" SysSock.Use=\"off\")\n");
        config.append("input(type=\"imuxsock\" Socket=\"").append(socket).append("\")\n");
        var formats = List.of("RSYSLOG_TraditionalFileFormat", "RSYSLOG_FileFormat", "RSYSLOG_SyslogProtocol23Format");
        for (var format : formats) {
            config.append("action(type=\"omfile\" file=\"")
                    .append(folder.resolve(format))
                    .append("\" template=\"")
                    .append(format)
                    .append("\")\n");
        }
        Files.writeString(folder.resolve("conf"), config);
        start(
                rsyslogd,
                "-n",
                "-f",
                folder.resolve("conf").toString(),
                "-i",
                folder.resolve("pid").toString());
        await(() -> Files.exists(socket));
        var messages = List.of("Failed password für root", "a \"b\" [c] \\ d: e", "x".repeat(900), "<34>1 - - - - - -");
        for (var message : messages) {
            var sent =
                    start(logger, "-u", socket.toString(), "-t", "sshd", "--id=77", "-p", "auth.info", "--", message);
            assertThat(sent.waitFor()).isZero();
        }
        for (var format : formats) {
            var file = folder.resolve(format);
            await(() -> Files.exists(file) && Files.readAllLines(file).size() == messages.size());
            var lines = timeline(file);

            assertThat(lines).as(format).allSatisfy(line -> {
                assertThat(line.get("data").get("program").asString()).isEqualTo("sshd");
                assertThat(line.get("data").get("pid").asString()).isEqualTo("77");
                assertThat(line.get("channel").asString()).isEqualTo("sshd");
                assertThat(line.get("host").asString()).isNotEmpty();
            });
            assertThat(lines)
                    .as(format)
                    .extracting(
                            line -> line.get("data").get("message").asString().strip())
                    .containsExactlyInAnyOrderElementsOf(messages);
        }
        // All three tell the same times, the oldest format by the second; this machine logs in its own zone.
        var zone = ZoneId.systemDefault().getId();
        assertThat(timeline(folder.resolve(formats.get(0)), "--zone", zone))
                .extracting(line -> line.get("time").asString().substring(0, 19))
                .containsExactlyElementsOf(timeline(folder.resolve(formats.get(1))).stream()
                        .map(line -> line.get("time").asString().substring(0, 19))
                        .toList());
    }

    @Test
    void whatXzPacksIsReadWhereverItLiesAndWhateverItAsksFor() throws Exception {
        var xz = program("/usr/bin/xz");
        var line = "2026-03-08T07:10:01+01:00 srv-1 sshd[%d]: Failed password for u%d from 192.0.2.7 port %d ssh2%n";
        var text = new StringBuilder();
        for (int i = 1; i <= 4_000; i++) {
            text.append(line.formatted(i, i * 7_919 % 4_001, i));
        }
        var log = Files.writeString(folder.resolve("input"), text);
        var logs = Files.createDirectory(folder.resolve("logs"));
        Files.write(logs.resolve("messages-20260301.xz"), output(log, xz, "-c"));
        Files.write(logs.resolve("messages-20260302.xz"), output(log, xz, "-9e", "-c"));
        Files.write(logs.resolve("messages-20260303.xz"), output(log, xz, "-0", "--block-size=20000", "-T2", "-c"));
        Files.write(logs.resolve("messages-20260304.xz"), output(log, xz, "--lzma2=dict=96MiB", "-c"));
        start(
                        "tar",
                        "-C",
                        folder.toString(),
                        "-cJf",
                        folder.resolve("uac.tar.xz").toString(),
                        "logs")
                .waitFor();

        var called =
                Called.komcert("timeline", "--format", "jsonl", "--threads", 3, logs, folder.resolve("uac.tar.xz"));

        assertThat(called.exit()).isZero();
        assertThat(called.values("file").stream().collect(Collectors.groupingBy(file -> file, Collectors.counting())))
                .hasSize(6)
                .containsKeys("messages-20260301.xz", "uac.tar.xz/logs/messages-20260303.xz")
                .allSatisfy((file, count) -> assertThat(count).as(file).isEqualTo(4_000));
        assertThat(called.err())
                .contains("messages-20260304.xz", "mehr Arbeitsspeicher", "»unxz -k DATEI«")
                .doesNotContain("anderer Art");
    }

    @Test
    void whatJournalctlExportsHasTheFieldsThatItReadsItself() throws Exception {
        var remote = program("/lib/systemd/systemd-journal-remote", "/usr/lib/systemd/systemd-journal-remote");
        var journalctl = program("/usr/bin/journalctl");
        var entries = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            entries.append("__REALTIME_TIMESTAMP=")
                    .append(1772950201123456L + i * 1_000_000L)
                    .append('\n');
            entries.append("__MONOTONIC_TIMESTAMP=").append(i * 1_000_000L).append('\n');
            entries.append("_BOOT_ID=0123456789abcdef0123456789abcdef\n");
            entries.append("_MACHINE_ID=0123456789abcdef0123456789abcdef\n_HOSTNAME=srv-1\n");
            entries.append("SYSLOG_IDENTIFIER=")
                    .append(i % 2 == 0 ? "sshd" : "backup")
                    .append('\n');
            var message = i % 5 == 0 ? "Zeile\nund \u0001 mehr " + i : "Grüße = " + i;
            if (message.contains("\n")) {
                entries.append("MESSAGE\n");
                int length = message.getBytes(StandardCharsets.UTF_8).length;
                entries.append((char) length)
                        .append("\0".repeat(7))
                        .append(message)
                        .append('\n');
            } else {
                entries.append("MESSAGE=").append(message).append('\n');
            }
            entries.append('\n');
        }
        var input = Files.writeString(folder.resolve("input"), entries);
        var journal = folder.resolve("made.journal").toString();
        output(input, remote, "-o", journal, "-");
        var export =
                Files.write(folder.resolve("journal"), output(input, journalctl, "--file", journal, "-o", "export"));
        var expected = new String(output(input, journalctl, "--file", journal, "-o", "json"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> fields(JSON.readTree(line)))
                .toList();

        var lines = timeline(export);

        assertThat(expected).hasSize(50);
        assertThat(lines).extracting(line -> fields(line.get("data"))).isEqualTo(expected);
        assertThat(lines.getFirst().get("time").asString()).isEqualTo("2026-03-08T06:10:02.1234560Z");
        assertThat(lines).extracting(line -> line.get("channel").asString()).contains("sshd", "syslog");
    }

    /** journalctl writes what it does not print as a list of bytes. */
    private static Map<String, String> fields(JsonNode object) {
        var fields = new TreeMap<String, String>();
        object.properties().forEach(field -> {
            var value = field.getValue();
            if (value.isArray()) {
                var bytes = new byte[value.size()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) value.get(i).asInt();
                }
                fields.put(field.getKey(), new String(bytes, StandardCharsets.UTF_8));
            } else {
                fields.put(field.getKey(), value.asString());
            }
        });
        return fields;
    }

    @Test
    void whatNginxWritesIsWhatWasAsked() throws Exception {
        var nginx = program("/usr/sbin/nginx");
        int port = freePort();
        var log = folder.resolve("access.log");
        Files.writeString(folder.resolve("conf"), """
                daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log;
                events {}
                http {
                    access_log %1$s/access.log combined;
                    client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                    uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                    server { listen 127.0.0.1:%2$d; listen [::1]:%2$d; return 404; }
                }
                """.formatted(folder, port));
        start(
                nginx,
                "-c",
                folder.resolve("conf").toString(),
                "-e",
                folder.resolve("error.log").toString());

        asked(log, port, "404");
    }

    @Test
    void whatApacheWritesIsWhatWasAsked() throws Exception {
        var apache = program("/usr/sbin/apache2");
        var modules = Path.of("/usr/lib/apache2/modules");
        assumeThat(modules).isDirectory();
        int port = freePort();
        var log = folder.resolve("access.log");
        Files.writeString(folder.resolve("conf"), """
                ServerRoot %1$s
                ServerName localhost
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                DefaultRuntimeDir %1$s
                LoadModule mpm_event_module %3$s/mod_mpm_event.so
                LoadModule authz_core_module %3$s/mod_authz_core.so
                User nobody
                Group nogroup
                DocumentRoot %1$s
                Listen 127.0.0.1:%2$d
                Listen [::1]:%2$d
                LogFormat "%%h %%l %%u %%t \\"%%r\\" %%>s %%b \\"%%{Referer}i\\" \\"%%{User-Agent}i\\"" combined
                CustomLog %1$s/access.log combined
                <Location "/">
                    Require all denied
                </Location>
                """.formatted(folder, port, modules));
        start(apache, "-f", folder.resolve("conf").toString(), "-X");

        asked(log, port, "403");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks as a visitor does, and as an attacker does, and compares with what the server wrote. */
    private void asked(Path log, int port, String status) throws Exception {
        await(() -> {
            try (var socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
        var uris = List.of("/", "/a.php?cmd=id%20-a&x=%C3%BC", "/?q=%22%27%3Cscript%3E", "/" + "long/".repeat(500));
        var hosts = hasSix() ? List.of("127.0.0.1", "::1") : List.of("127.0.0.1");
        for (var host : hosts) {
            for (var uri : uris) {
                send(
                        host,
                        port,
                        "GET " + uri + " HTTP/1.1\r\nHost: x\r\nUser-Agent: " + AGENT
                                + "\r\nReferer: https://example.org/?a=\"b\"\r\nConnection: close\r\n\r\n");
            }
        }
        send("127.0.0.1", port, "\u0016\u0003\u0001 nonsense\r\n\r\n");
        int count = uris.size() * hosts.size() + 1;
        await(() -> Files.exists(log)
                && Files.readAllLines(log, StandardCharsets.ISO_8859_1).size() >= count);

        var lines = timeline(log).stream().map(line -> line.get("data")).toList();
        var asked = lines.stream()
                .filter(line -> line.has("cs-method") && line.has("cs-referer"))
                .toList();
        assertThat(lines).hasSize(count).noneMatch(line -> line.has("message"));
        assertThat(asked).hasSize(count - 1).allSatisfy(line -> {
            assertThat(line.get("cs-user-agent").asString()).isEqualTo(AGENT);
            assertThat(line.get("cs-referer").asString()).isEqualTo("https://example.org/?a=\"b\"");
            assertThat(line.get("sc-status").asString()).isEqualTo(status);
            assertThat(line.get("cs-method").asString()).isEqualTo("GET");
        });
        for (var host : hosts) {
            assertThat(asked)
                    .filteredOn(line -> line.get("c-ip").asString().equals(host))
                    .extracting(line -> line.get("cs-uri").asString())
                    .containsExactlyInAnyOrderElementsOf(uris);
        }
        assertThat(lines).anyMatch(line -> line.get("request").asString().contains("\u0016\u0003\u0001"));
    }

    private static boolean hasSix() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private static void send(String host, int port, String request) throws IOException {
        try (var socket = new Socket(host, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void theAuditLogIsReadAsAusearchReadsIt() throws IOException, InterruptedException {
        var ausearch = program("/usr/sbin/ausearch", "/sbin/ausearch");
        var log = Files.writeString(folder.resolve("audit.log"), """
                type=SYSCALL msg=audit(1772950201.250:911): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=414243 a2=55 a3=0 items=1 ppid=1 pid=7 auid=1000 uid=33 gid=33 euid=33 suid=33 fsuid=33 egid=33 sgid=33 fsgid=33 tty=pts0 ses=4 comm="wget" exe="/usr/bin/wget" key=636D640165786563
                type=EXECVE msg=audit(1772950201.250:911): argc=3 a0="wget" a1=2D2D706F73742D66696C653D2F746D702F61206220C3A4 a2="x"
                type=CWD msg=audit(1772950201.250:911): cwd="/tmp"
                type=PATH msg=audit(1772950201.250:911): item=0 name=2F746D702F612062 inode=9 dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=CREATE
                type=PROCTITLE msg=audit(1772950201.250:911): proctitle=7767657400612062
                type=USER_CMD msg=audit(1772950202.100:912): pid=8 uid=1000 auid=1000 ses=4 msg='cwd="/home" cmd=6964202D61 terminal=pts/0 res=success'
                type=USER_LOGIN msg=audit(1772950203.000:913): pid=8 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct="muster" exe="/usr/sbin/sshd" hostname=203.0.113.7 addr=203.0.113.7 terminal=ssh res=failed'
                """);
        var theirs = new TreeMap<String, String>();
        new String(output(log, ausearch, "--input", log.toString(), "--interpret"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("type="))
                .forEach(line -> theirs.put(line.substring(5, line.indexOf(' ')), line + " "));

        var timeline = Called.komcert("timeline", "--format", "jsonl", log);

        assertThat(timeline.exit()).as(timeline.err()).isZero();
        assertThat(timeline.json()).hasSize(7);
        for (var event : timeline.json()) {
            var data = event.get("data");
            var type = data.get("type").asString();
            for (var field : List.of(
                    "a0",
                    "a1",
                    "a2",
                    "cmd",
                    "comm",
                    "cwd",
                    "exe",
                    "name",
                    "nametype",
                    "proctitle",
                    "acct",
                    "addr",
                    "res")) {
                // Numbers of a call are written in another way there.
                if (data.has(field) && !(type.equals("SYSCALL") && field.startsWith("a"))) {
                    assertThat(theirs.get(type))
                            .as(type)
                            .containsPattern("\\b" + field + "="
                                    + Pattern.quote(data.get(field).asString()) + "[ ']");
                }
            }
        }
        assertThat(theirs.get("SYSCALL")).contains("key=cmd key=exec");
        assertThat(timeline.json().getFirst().get("data").get("key").toString()).isEqualTo("[\"cmd\",\"exec\"]");
    }
}
