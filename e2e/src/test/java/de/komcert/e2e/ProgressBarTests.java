package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How far the field tool is, as a terminal shows it: one made by {@code script} of util-linux, so many columns wide. */
class ProgressBarTests {

    private static final int MANY = 200_000;
    private static final int USUAL = 80;
    private static final int TOO_NARROW_FOR_A_BAR = 30;

    private static final Pattern BAR = Pattern.compile("\\[(#*)(\\.*)] +(\\d+) %  [\\d.]+ Datensätze");
    private static final Pattern NUMBERS = Pattern.compile(" *(\\d+) %  [\\d.]+ Datensätze");

    @TempDir
    private Path folder;

    private Map<String, String> environment;
    private String scan;
    private Path result;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        environment = Delivered.withoutJava(folder);
        var stick = Delivered.stick(folder.resolve("Stick"));
        var logs = Files.createDirectory(folder.resolve("logs"));
        var night = NightLogs.ofYesterday();
        night.first(logs);
        night.second(logs, MANY);
        result = folder.resolve("treffer.jsonl");
        scan = "'" + stick.resolve("komcert") + "' scan --format jsonl --output treffer.jsonl logs";
    }

    @Test
    void aBarGrowsOnATerminalAndIsGoneAtTheEnd() throws Exception {
        var plain = run(List.of("/bin/sh", "-c", scan));
        var found = Files.readString(result);
        assertThat(plain).doesNotContain("\r", "[#");
        assertThat(found.lines()).hasSize(3);

        var usual = onTerminal(USUAL);
        assertThat(Files.readString(result)).as("the result").isEqualTo(found);
        assertThat(left(usual)).as("what stands there at the end").isEqualTo(plain.stripTrailing());
        var percents = percents(usual, BAR, 3);
        assertThat(percents).isSorted().hasSizeGreaterThan(3).anyMatch(percent -> percent > 0 && percent < 100);
        var bars = BAR.matcher(usual);
        while (bars.find()) {
            assertThat(bars.group().length()).isLessThan(USUAL);
            int width = bars.group(1).length() + bars.group(2).length();
            assertThat(bars.group(1)).hasSize(width * Integer.parseInt(bars.group(3)) / 100);
        }

        var narrow = onTerminal(TOO_NARROW_FOR_A_BAR);
        assertThat(Files.readString(result)).as("the result").isEqualTo(found);
        assertThat(left(narrow)).isEqualTo(plain.stripTrailing());
        assertThat(narrow).doesNotContain("[#");
        assertThat(percents(narrow, NUMBERS, 1)).isSorted().hasSizeGreaterThan(3);
    }

    private String onTerminal(int columns) throws IOException, InterruptedException {
        return run(List.of(
                "/usr/bin/script",
                "--quiet",
                "--return",
                "--command",
                "stty cols " + columns + "; " + scan,
                "/dev/null"));
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("treffer.jsonl.manifest.json"));
        var ended = Delivered.run(folder, environment, words);
        assertThat(ended.exit()).as(ended.text()).isZero();
        return ended.text();
    }

    private static List<Integer> percents(String shown, Pattern line, int group) {
        return line.matcher(shown)
                .results()
                .map(drawn -> Integer.valueOf(drawn.group(group)))
                .toList();
    }

    /** What a terminal shows at the end: after a carriage return, what comes is written over what stands there. */
    private static String left(String written) {
        var screen = new StringBuilder();
        for (var line : written.split("\r?\n", -1)) {
            var shown = new StringBuilder();
            for (var over : line.split("\r")) {
                shown.replace(0, Math.min(over.length(), shown.length()), over);
            }
            screen.append(shown.toString().stripTrailing()).append('\n');
        }
        return screen.toString().stripTrailing();
    }
}
