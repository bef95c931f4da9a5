package de.komcert.traces.linux;

import java.util.Locale;
import java.util.Map;

import de.komcert.sigma.LogSource;
import org.jspecify.annotations.Nullable;

/** Which log source in Sigma's words a line of a Linux log belongs to: that of the program that wrote it. */
final class Services {

    private static final Map<String, String> OF_PROGRAM = Map.ofEntries(
            Map.entry("sshd", "sshd"),
            Map.entry("sshd-session", "sshd"),
            Map.entry("sudo", "sudo"),
            Map.entry("su", "su"),
            Map.entry("cron", "cron"),
            Map.entry("crond", "cron"),
            Map.entry("crontab", "cron"),
            Map.entry("anacron", "cron"),
            Map.entry("vsftpd", "vsftpd"),
            Map.entry("clamd", "clamav"),
            Map.entry("clamscan", "clamav"),
            Map.entry("freshclam", "clamav"),
            Map.entry("guacd", "guacamole"),
            Map.entry("auditd", "auditd"),
            Map.entry("audispd", "auditd"),
            Map.entry("audit", "auditd"),
            Map.entry("login", "auth"),
            Map.entry("systemd-logind", "auth"),
            Map.entry("useradd", "auth"),
            Map.entry("usermod", "auth"),
            Map.entry("userdel", "auth"),
            Map.entry("groupadd", "auth"),
            Map.entry("passwd", "auth"),
            Map.entry("polkitd", "auth"));

    private Services() {}

    static LogSource of(@Nullable String program) {
        var service = program == null ? null : OF_PROGRAM.get(program.toLowerCase(Locale.ROOT));
        return LogSource.of("linux", null, service == null ? "syslog" : service);
    }
}
