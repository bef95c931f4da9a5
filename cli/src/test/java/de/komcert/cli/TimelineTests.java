package de.komcert.cli;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

    @TempDir
    private Path folder;

    @Test
    void allEventsOfAllLogsAreInTheOrderOfTime() {
        new SampleLog()
                .event("System", 1, Map.of())
                .event("System", 2, Map.of())
                .write(folder.resolve("b.evtx"));
        new SampleLog()
                .event("Security", 3, Map.of("A", "x"))
                .event("Security", 4, Map.of())
                .write(folder.resolve("a.evtx"));

        var called = Called.komcert("timeline", "--format", "jsonl", folder);

        assertThat(called.values("eventId")).containsExactly("3", "1", "4", "2");
        assertThat(called.values("time")).isSorted();
        assertThat(called.json().getFirst().propertyNames())
                .containsExactly("time", "host", "channel", "provider", "eventId", "file", "record", "hits", "data");
    }

    @Test
    void spreadsheetsGetAHeadAndALineForEachEvent() {
        new SampleLog()
                .event("System", 7036, Map.of("param1", "Dienst, \"neu\""))
                .write(folder.resolve("a.evtx"));

        assertThat(Called.komcert("timeline", folder).out())
                .isEqualTo("time,host,channel,provider,eventId,file,record,level,hits,data\r\n"
                        + "2024-12-30T02:40:01.0000000Z,pc-07.rathaus.example,System,KomCERT-Test,7036,a.evtx,1,,,"
                        + "\"{\"\"param1\"\":\"\"Dienst, \\\"\"neu\\\"\"\"\"}\"\r\n");
    }

    @Test
    void everyLineOfASpreadsheetHasItsDataAsAnObject() {
        new SampleLog()
                .event("System", 1, Map.of("a", "x"))
                .event("System", 2, Map.of("a", "y"))
                .write(folder.resolve("a.evtx"));

        assertThat(Called.komcert("timeline", folder).out())
                .contains(",1,a.evtx,1,,,\"{\"\"a\"\":\"\"x\"\"}\"", ",2,a.evtx,2,,,\"{\"\"a\"\":\"\"y\"\"}\"");
    }

    @Test
    void realLogsLoseNoEventAndGiveTheSameBytesForAnyNumberOfThreads() {
        var samples = SharedData.folder("evtx/attack-samples");

        var one = Called.komcert("timeline", "--format", "timesketch", "--threads", 1, samples);

        assertThat(one.values("datetime")).hasSize(8_255).isSorted();
        assertThat(Called.komcert("timeline", "--format", "timesketch", "--threads", 4, samples))
                .isEqualTo(one);
    }
}
