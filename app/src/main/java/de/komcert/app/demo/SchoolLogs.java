package de.komcert.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.order.Notice;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.web.Times;

/** The logs of the encrypted school's server: how they came, who ordered their analysis, and that it was asked for. */
record SchoolLogs(Doors doors, Story story) {

    private static final String NAME = "EULE-DC1 Ereignisse.ndjson";
    private static final String HOST = "eule-dc1.gs-eulenberg.example";
    private static final String OUTSIDE = "203.0.113.152";
    private static final int WORKDAY_LOGONS = 60;
    private static final Duration A_MOMENT = Duration.ofMillis(25);

    void evaluate(IncidentId id) {
        story.brings(
                id, NAME, "Aus den Ereignisprotokollen von EULE-DC1, von der Forensik vor Ort gezogen", events(), 246);
        story.at(250, () -> {
            var order = doors.orders()
                    .record(
                            id,
                            new AnalysisOrders.Terms(
                                    "Klären, wie die Täter hineinkamen, welche Konten sie benutzt haben und wann sie mit dem"
                                            + " Verschlüsseln begannen",
                                    "Schulserver EULE-DC1; keine Geräte der Lehrkräfte",
                                    story.moment(-14 * 24 * 60),
                                    story.moment(249),
                                    "Marit Hellweger, Bürgermeisterin",
                                    story.moment(248),
                                    "Telefon",
                                    LocalDate.ofInstant(story.moment(0), Times.ZONE)
                                            .plusMonths(6)));
            doors.orders()
                    .told(
                            id,
                            order,
                            Notice.Body.DATA_PROTECTION,
                            story.moment(249),
                            "Dr. Konrad Wiesböck, Datenschutz, am Telefon");
            doors.analyses().request(id, order, file(id), "Europe/Berlin", true);
        });
        story.at(250, () -> awaitEnd(id));
    }

    /** The analysis ends in the background, and in the story before it goes on. */
    private void awaitEnd(IncidentId id) {
        var patience = Duration.ofMinutes(1).toMillis();
        for (long waited = 0; waited < patience; waited += A_MOMENT.toMillis()) {
            if (doors.analyses().of(id).stream()
                    .noneMatch(analysis -> analysis.state().open())) {
                return;
            }
            LockSupport.parkNanos(A_MOMENT.toNanos());
        }
    }

    private List<UUID> file(IncidentId id) {
        return doors.files().of(id).stream()
                .filter(file -> file.name().equals(NAME))
                .map(file -> file.id())
                .toList();
    }

    /** Two ordinary days, then a night: guessing, a session, the log cleared, backups removed, notes in all folders. */
    private String events() {
        var lines = new StringBuilder();
        for (int i = 0; i < WORKDAY_LOGONS; i++) {
            var who = i % 3 == 0 ? "m.albers" : i % 3 == 1 ? "t.wendland" : "sekretariat";
            security(
                    lines,
                    -3_200 + 11 * i,
                    0,
                    4624,
                    "\"LogonType\":3,\"IpAddress\":\"10.40.8.%s\",\"TargetUserName\":\"%s\",\"TargetDomainName\":\"EULE\""
                            .formatted(21 + i % 3, who));
        }
        for (int i = 0; i < 24; i++) {
            security(
                    lines,
                    -545,
                    20 * i,
                    4625,
                    "\"LogonType\":3,\"IpAddress\":\"%s\",\"TargetUserName\":\"%s\",\"Status\":\"0xc000006d\""
                            .formatted(OUTSIDE, i % 2 == 0 ? "administrator" : "t.wendland"));
        }
        security(
                lines,
                -520,
                0,
                4624,
                "\"LogonType\":10,\"IpAddress\":\"%s\",\"TargetUserName\":\"t.wendland\",\"TargetDomainName\":\"EULE\""
                        .formatted(OUTSIDE));
        line(
                lines,
                "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
                -520,
                3,
                21,
                "\"User\":\"EULE\\\\t.wendland\",\"SessionID\":4,\"Address\":\"%s\"".formatted(OUTSIDE));
        security(lines, -410, 0, 1102, "\"SubjectUserName\":\"t.wendland\",\"SubjectDomainName\":\"EULE\"");
        line(
                lines,
                "Veeam Backup",
                -400,
                0,
                28200,
                "\"Description\":\"Backup repository EULE-NAS has been deleted by EULE\\\\t.wendland.\"");
        for (int i = 0; i < 12; i++) {
            line(
                    lines,
                    "Microsoft-Windows-Sysmon/Operational",
                    -95,
                    24 * i,
                    11,
                    "\"Image\":\"C:\\\\Users\\\\t.wendland\\\\Downloads\\\\dienst.exe\",\"User\":\"EULE\\\\t.wendland\",\"TargetFilename\":\"D:\\\\Schule\\\\Klasse%s\\\\HOW_TO_RESTORE_FILES.txt\""
                            .formatted(i + 1));
        }
        return lines.toString();
    }

    private void security(StringBuilder lines, int minutes, int seconds, int event, String data) {
        line(lines, "Security", minutes, seconds, event, data);
    }

    private void line(StringBuilder lines, String channel, int minutes, int seconds, int event, String data) {
        Instant at = story.moment(minutes).plus(Duration.ofSeconds(seconds));
        lines.append("{\"TimeCreated_SystemTime\":\"%s\",\"Channel\":\"%s\",\"EventID\":%s,\"Computer\":\"%s\",%s}\n"
                .formatted(at, channel, event, HOST, data));
    }
}
