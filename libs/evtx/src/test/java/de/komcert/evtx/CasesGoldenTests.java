package de.komcert.evtx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each peculiar log against what is expected of it: the JSON and XML of its records and its findings, in
 * {@code expected.txt}; how many records are whole and how many damaged, in {@code info.yml}.
 */
class CasesGoldenTests {

    private static final Path FOLDER = Path.of("src/test/resources/cases");

    @Test
    void everyCaseHasItsFolderAndEveryFolderItsCase() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Cases.ALL.keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> readsAsExpected() {
        return Cases.ALL.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> check(entry.getKey(), entry.getValue().get())));
    }

    private static void check(String name, byte[] log) throws IOException {
        var folder = FOLDER.resolve(name);
        var expected = folder.resolve("expected.txt");
        var reading = Reading.of(log);
        var result = result(log);
        if ("write".equals(System.getProperty("komcert.golden"))) {
            Files.writeString(expected, result);
        }
        var info = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(folder.resolve("info.yml")));

        assertThat(result).isEqualTo(Files.readString(expected));
        assertThat(reading.whole()).hasSize((Integer) info.get("whole"));
        assertThat(reading.damaged()).hasSize((Integer) info.get("damaged"));
    }

    private static String result(byte[] log) throws IOException {
        var text = new StringBuilder();
        var reader = new EvtxReader()
                .open(
                        new InMemory(log),
                        finding -> text.append(
                                "finding %d %s: %s%n".formatted(finding.offset(), finding.kind(), finding.message())));
        while (reader.next()) {
            var record = reader.record();
            text.append(
                    "record %d at %d%s%n".formatted(record.id(), record.offset(), record.isWhole() ? "" : ", damaged"));
            text.append(shortened(record.toJson()))
                    .append('\n')
                    .append(shortened(record.toXml()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String shortened(String line) {
        return line.length() < 4000 ? line : line.substring(0, 200) + "… " + line.length() + " characters";
    }
}
