package de.komcert.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The records of logins that Debian's own programs write, and what they read of them themselves. */
class DebianLoginTests extends DebianCase {

    /** A line of utmpdump. */
    private static final Pattern DUMPED = Pattern.compile("\\[(\\d)\\] \\[(\\d+)\\] \\[[^\\]]*\\] \\[(\\S*) *\\]"
            + " \\[(\\S*) *\\] \\[(\\S*) *\\] \\[(\\S*) *\\] \\[([^+]*)\\+00:00\\]");

    @Test
    void whatUtmpdumpWritesAndLastbShowsIsWhoFailedToSignIn() throws Exception {
        var utmpdump = program("/usr/bin/utmpdump");
        var lastb = program("/usr/bin/lastb");
        var text = Files.writeString(folder.resolve("text"), """
                [6] [03212] [    ] [root    ] [ssh:notty   ] [203.0.113.9         ] [203.0.113.9    ] [2026-03-08T06:10:01,250000+00:00]
                [6] [03213] [    ] [h.winter] [ssh:notty   ] [pc.example          ] [2001:db8::7    ] [2026-03-08T06:10:02,000001+00:00]
                [7] [00900] [    ] [m.muster] [tty1        ] [                    ] [0.0.0.0        ] [2026-03-08T06:10:03,000000+00:00]
                """);
        var logs = Files.createDirectory(folder.resolve("logs"));
        var btmp = Files.write(logs.resolve("btmp"), output(text, utmpdump, "-r"));
        var theirs = new String(
                        output(text, lastb, "-f", btmp.toString(), "-i", "-w", "--time-format", "iso"),
                        StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" +"))
                .filter(words -> words.length > 4)
                .map(words -> List.of(
                        words[0],
                        words[1],
                        words[2],
                        OffsetDateTime.parse(words[3]).toInstant().toString()))
                .toList()
                .reversed();

        var lines = timeline(logs);

        assertThat(theirs).hasSize(3);
        assertThat(lines)
                .extracting(line -> List.of(
                        text(line, "user"),
                        text(line, "terminal"),
                        line.get("data").has("src_ip") ? text(line, "src_ip") : "0.0.0.0",
                        Instant.parse(line.get("time").asString())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()))
                .isEqualTo(theirs);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.get("channel").asString()).isEqualTo("btmp"));
    }

    private static String text(JsonNode line, String field) {
        return line.get("data").get(field).asString();
    }

    @Test
    void whatUtmpdumpReadsFromAWtmpIsWhatIsRead() throws Exception {
        var utmpdump = program("/usr/bin/utmpdump");
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            var four = "192.0.2.%d".formatted(i % 250 + 1);
            text.append("[%d] [%05d] [ts/%d] [nutzer%d] [pts/%d] [%s] [%s] [2026-03-08T06:%02d:%02d,%06d+00:00]%n"
                    .formatted(
                            7 + i % 2,
                            i + 1,
                            i % 10,
                            i,
                            i % 10,
                            i % 3 == 0 ? "pc-%d.example".formatted(i) : four,
                            i % 5 == 0 ? "2001:db8::%x:%x".formatted(i + 1, i + 1) : four,
                            i / 60,
                            i % 60,
                            i * 1_999));
        }
        var input = Files.writeString(folder.resolve("text"), text);
        var wtmp = Files.write(folder.resolve("wtmp-20260401"), output(input, utmpdump, "-r"));
        var dumped = new String(output(wtmp, utmpdump, wtmp.toString()), StandardCharsets.UTF_8)
                .lines()
                .map(DUMPED::matcher)
                .filter(Matcher::matches)
                .map(line -> line.replaceAll("$1 $2 $3 $4 $5 $6 $7"))
                .toList();

        var lines = timeline(wtmp);

        assertThat(dumped).hasSize(500);
        assertThat(lines)
                .extracting(line -> "%d %05d %s %s %s %s %s"
                        .formatted(
                                text(line, "type").equals("USER_PROCESS") ? 7 : 8,
                                Integer.valueOf(text(line, "pid")),
                                text(line, "user"),
                                text(line, "terminal"),
                                text(line, "src_host"),
                                text(line, "src_ip"),
                                line.get("time").asString().substring(0, 26).replace('.', ',')))
                .isEqualTo(dumped);
    }
}
