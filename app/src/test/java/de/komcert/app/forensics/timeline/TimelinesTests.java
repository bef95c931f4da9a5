package de.komcert.app.forensics.timeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.vault.Vault;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** From logs to a timeline that is read in pieces, over the whole server. */
class TimelinesTests extends AnalysisCase {

    private static final int MANY = 200_000;

    @Autowired
    Timelines timelines;

    @Autowired
    Vault vault;

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void allEventsStandInTheOrderOfTimeAndPagesShowEachOnceInBothDirections() throws Exception {
        // Lines a second apart from the 2nd of November, in blocks that stand in the file from the last to the first.
        var analysis = ended(request("auth.log", manyLines()));

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        try (var open = open(analysis.id())) {
            assertThat(open.span()).isEqualTo(new TimelineSpan(MANY, 0, ticks(0), ticks(MANY - 1)));
            for (int second : List.of(0, 1, 255, 256, 257, 65_536, MANY - 1)) {
                assertThat(open.before(ticks(second))).isEqualTo(second);
                assertThat(open.from(second, EventFilter.ALL, 1)
                                .events()
                                .getFirst()
                                .text())
                        .endsWith("Ereignis " + second);
            }
            assertThat(open.before(ticks(0) - 1)).isZero();
            assertThat(open.before(ticks(MANY))).isEqualTo(MANY);

            var forwards = new ArrayList<Long>();
            for (var page = open.from(0, EventFilter.ALL, 5_000);
                    ;
                    page = open.from(page.to(), EventFilter.ALL, 5_000)) {
                page.events().forEach(event -> forwards.add(event.position()));
                if (!page.goesOn()) {
                    break;
                }
            }
            assertThat(forwards).isEqualTo(LongStream.range(0, MANY).boxed().toList());

            var backwards = new ArrayList<Long>();
            for (var page = open.back(MANY, EventFilter.ALL, 5_000);
                    ;
                    page = open.back(page.from(), EventFilter.ALL, 5_000)) {
                page.events().reversed().forEach(event -> backwards.add(event.position()));
                if (!page.goesBack()) {
                    break;
                }
            }
            assertThat(backwards.reversed()).isEqualTo(forwards);

            var last = new EventFilter(List.of("ereignis 199999"), "", "", "", Entry.NO_TIME, Entry.NO_TIME);
            var rare = open.from(0, last, 10);
            assertThat(rare.events()).extracting(TimelineEvent::position).containsExactly(MANY - 1L);
            assertThat(rare.isBrokenOff()).isFalse();
            assertThat(rare.scanned()).isEqualTo(MANY);
        }
    }

    /** Two fields of an event, and the same field of two events, are each a value of their own; so names are found. */
    @Test
    void eachFieldOfAStructuredEventHoldsItsOwnValueAndASignForAName() throws Exception {
        var analysis = ended(request("prozesse.jsonl", """
                {"product":"windows","category":"process_creation","@timestamp":"2026-11-20T08:00:00Z",\
                "Image":"C:\\\\Users\\\\m.kessler\\\\mail.exe","User":"RATHAUS\\\\m.kessler","CommandLine":"mail.exe -o"}
                {"product":"windows","category":"process_creation","@timestamp":"2026-11-20T08:00:01Z",\
                "Image":"C:\\\\Windows\\\\notepad.exe","User":"RATHAUS\\\\a.yildiz","CommandLine":"notepad.exe m.kessler.txt"}
                """));

        try (var open = open(analysis.id())) {
            var names = Acting.as(analyst, () -> pseudonyms.readable(incident));
            assertThat(open.from(0, EventFilter.ALL, 10).events())
                    .extracting(event -> event.read(names).text())
                    .containsExactly(
                            "CommandLine: mail.exe -o · Image: C:\\Users\\Person 1\\mail.exe · User: RATHAUS\\Person 1",
                            "CommandLine: notepad.exe Person 1.txt · Image: C:\\Windows\\notepad.exe"
                                    + " · User: RATHAUS\\Person 2");
        }
    }

    @Test
    void whoFailedToSignInToALinuxIsASignAlsoInTheWordsOfOthers() throws Exception {
        var record = ByteBuffer.allocate(384).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(0, (short) 6)
                .putInt(340, (int) Instant.parse("2026-11-20T08:00:00Z").getEpochSecond());
        record.put(8, "ssh:notty".getBytes(StandardCharsets.US_ASCII));
        record.put(44, "m.kessler".getBytes(StandardCharsets.US_ASCII));
        record.put(348, new byte[] {(byte) 203, 0, 113, 9});
        var line = "2026-11-20T08:00:01Z srv-1 backup: /home/m.kessler is saved\n";
        var logs = Map.<String, InputStream>of(
                "btmp-20261121", new ByteArrayInputStream(record.array()),
                "syslog", new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));

        var analysis = ended(request(logs));

        try (var open = open(analysis.id())) {
            var names = Acting.as(analyst, () -> pseudonyms.readable(incident));
            assertThat(open.from(0, EventFilter.ALL, 10).events())
                    .extracting(event -> event.read(names).text())
                    .containsExactly(
                            "Failed login of Person 1 on ssh:notty from 203.0.113.9",
                            "backup: /home/Person 1 is saved");
        }
    }

    @Test
    void oneThreadGivesTheSameBytesAsMany() throws Exception {
        var analysis = ended(request(SeveralLogs.all()));

        Acting.run(analyst, () -> {
            var kept = timelines.find(incident.id(), analysis.id()).orElseThrow();
            assertThat(kept.span().events()).isEqualTo(SeveralLogs.FILES * SeveralLogs.LINES);
            assertThat(vault.find(kept.file()).hash().hex()).isEqualTo(SeveralLogs.SHA256);
        });
    }

    @Test
    void anAnalysisThatIsCancelledLeavesNoTimeline() throws Exception {
        var id = request("auth.log", manyLines());
        while (Acting.as(analyst, () -> analyses.find(incident.id(), id)).begunAt() == null) {
            Thread.sleep(5);
        }
        Acting.run(analyst, () -> analyses.cancel(incident.id(), id));
        ended(request("cron.log", time(0) + " srv-1 cron[9]: danach\n"));

        Acting.run(analyst, () -> {
            assertThat(timelines.of(incident.id())).hasSize(1);
            assertThat(vault.in(incident.compartment()))
                    .as("two logs, and the timeline of the second")
                    .hasSize(3);
        });
    }

    @Test
    void whatAnOrderBroughtToLightIsRemovedWithIt() throws Exception {
        var analysis = ended(request("cron.log", time(0) + " srv-1 cron[9]: danach\n"));

        Acting.run(analyst, () -> {
            transaction.executeWithoutResult(_ -> {
                try {
                    timelines.remove(analysis.order());
                } catch (IOException unexpected) {
                    throw new AssertionError(unexpected);
                }
            });
            assertThat(timelines.of(incident.id())).isEmpty();
            assertThat(vault.in(incident.compartment())).as("the log").hasSize(1);
        });
    }

    @Test
    void whoeverReadsATimelineReadsItToItsEndThoughItIsRemovedMeanwhile() throws Exception {
        var analysis = ended(request("auth.log", manyLines()));
        var last = new EventFilter(List.of("ereignis 199999"), "", "", "", Entry.NO_TIME, Entry.NO_TIME);

        try (var open = open(analysis.id())) {
            Acting.run(
                    analyst,
                    () -> transaction.executeWithoutResult(_ -> {
                        try {
                            timelines.remove(analysis.order());
                        } catch (IOException unexpected) {
                            throw new AssertionError(unexpected);
                        }
                    }));
            assertThat(open.from(0, last, 10).events()).hasSize(1);
        }
    }

    /** In blocks of a thousand lines, the last block first. */
    private static InputStream manyLines() {
        var blocks = IntStream.range(0, MANY / 1_000)
                .map(block -> MANY / 1_000 - 1 - block)
                .mapToObj(TimelinesTests::block)
                .toList();
        return new SequenceInputStream(Collections.enumeration(blocks));
    }

    private static InputStream block(int number) {
        var lines = new StringBuilder();
        for (int second = number * 1_000; second < (number + 1) * 1_000; second++) {
            lines.append(time(second))
                    .append(" srv-")
                    .append(second % 7)
                    .append(" cron[9]: Ereignis ")
                    .append(second)
                    .append('\n');
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Instant time(int second) {
        return Instant.parse("2026-11-02T00:00:00Z").plusSeconds(second);
    }

    private static long ticks(int second) {
        return Moment.ticks(time(second));
    }

    private OpenTimeline open(UUID analysis) {
        return Acting.as(analyst, () -> {
            try {
                return timelines.open(timelines.find(incident.id(), analysis).orElseThrow());
            } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
    }
}
