package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
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
    void timesketchGetsEveryMemberOfOneTypeAndFewOfThem() {
        new SampleLog()
                .event("System", 7036, Map.of("param1", "Dienst: \u2028\u0085\u2029", "ProcessId", "0x1f", "A", ""))
                .write(folder.resolve("a.evtx"));

        assertThat(Called.komcert("timeline", "--format", "timesketch", folder).out())
                .as("one line also to whoever takes other characters for its end")
                .isEqualTo("{\"message\":\"KomCERT-Test 7036\",\"datetime\":\"2024-12-30T02:40:01.0000000Z\","
                        + "\"timestamp\":1735526401000000,\"timestamp_desc\":\"Event Logged\","
                        + "\"data_type\":\"windows:evtx:record\",\"host\":\"pc-07.rathaus.example\",\"channel\":\"System\","
                        + "\"provider\":\"KomCERT-Test\",\"eventId\":\"7036\",\"file\":\"a.evtx\",\"record\":1,\"tag\":[],"
                        + "\"data\":[\"A: \",\"ProcessId: 0x1f\",\"param1: Dienst: \\u2028\\u0085\\u2029\"]}\n");
    }

    @Test
    void theMicrosecondsForTimesketchAreThoseOfTheTime() throws IOException {
        Files.writeString(folder.resolve("auth.log"), """
                2026-11-28T08:00:00.123457+01:00 srv-1 sshd[1]: a
                1969-12-31T23:59:59.999999Z srv-1 sshd[1]: b
                no time at all
                """);

        assertThat(Called.komcert("timeline", "--format", "timesketch", folder).json())
                .extracting(line -> line.get("datetime").asString() + " "
                        + line.get("timestamp").asLong() + " "
                        + line.get("timestamp_desc").asString())
                .containsExactlyInAnyOrder(
                        "2026-11-28T07:00:00.1234570Z 1795849200123457 Event Logged",
                        "1969-12-31T23:59:59.9999990Z -1 Event Logged",
                        "1970-01-01T00:00:00.0000000Z 0 Not a time");
    }

    @Test
    void realLogsLoseNoEventAndGiveTheSameBytesForAnyNumberOfThreads() {
        var samples = SharedData.folder("evtx/attack-samples");

        var one = Called.komcert("timeline", "--format", "timesketch", "--threads", 1, samples);

        assertThat(one.values("datetime")).hasSize(8_255).isSorted();
        var members = one.json().stream()
                .flatMap(line -> line.properties().stream())
                .filter(member -> !member.getValue().isNull())
                .map(member -> member.getKey() + " " + member.getValue().getNodeType())
                .distinct()
                .sorted()
                .toList();
        assertThat(members)
                .as("an index gives each member one type, and refuses events with another")
                .containsExactly(
                        "channel STRING",
                        "data ARRAY",
                        "data_type STRING",
                        "datetime STRING",
                        "eventId STRING",
                        "file STRING",
                        "host STRING",
                        "message STRING",
                        "provider STRING",
                        "record NUMBER",
                        "tag ARRAY",
                        "timestamp NUMBER",
                        "timestamp_desc STRING");
        assertThat(Called.komcert("timeline", "--format", "timesketch", "--threads", 4, samples))
                .isEqualTo(one);
    }
}
