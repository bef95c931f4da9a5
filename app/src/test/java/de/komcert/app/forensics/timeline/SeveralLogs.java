package de.komcert.app.forensics.timeline;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logs of several hosts in which the same people come and go, each host naming them in another order. */
final class SeveralLogs {

    /** What becomes of them, whoever reads them. */
    static final String SHA256 = "to be told by the first run";

    static final int FILES = 6;
    static final int LINES = 3_000;

    private static final String[] PEOPLE = {"m.kessler", "a.yildiz", "Max Mustermann", "p.voss", "ö.brandt"};

    private SeveralLogs() {}

    static Map<String, InputStream> all() {
        var logs = new LinkedHashMap<String, InputStream>();
        for (int file = 0; file < FILES; file++) {
            logs.put("host" + file + ".log", new ByteArrayInputStream(log(file).getBytes(StandardCharsets.UTF_8)));
        }
        return logs;
    }

    private static String log(int file) {
        var log = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            // Every fifth second is one in which all hosts write.
            var time = Instant.parse("2026-11-20T08:00:00Z").plusSeconds(line / 5);
            var who = PEOPLE[(line * 7 + file) % PEOPLE.length].replace(' ', '_');
            log.append(time)
                    .append(" srv-")
                    .append(file)
                    .append(
                            line % 3 == 0
                                    ? " sshd[12]: Accepted password for %s from 10.0.0.%d port 5022 ssh2"
                                            .formatted(who, file)
                                    : " cron[7]: (root) CMD (/home/%s/bin/lauf %d)".formatted(who, line))
                    .append('\n');
        }
        return log.toString();
    }
}
