package de.komcert.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import de.komcert.traces.Entry;
import de.komcert.traces.windows.WindowsEntries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Every rule of SigmaHQ and of ours against every record of the attack samples, by the fast engine and by the plain one;
 * none is too costly for any of them. It stands here, since the detector knows no format of logs.
 */
@Tag("long")
class SameAsNaiveTests {

    private static final Pipeline PIPELINE = Pipeline.standard();

    private record Compared(long records, long matches, List<String> differences) {

        static final Compared NOTHING = new Compared(0, 0, List.of());

        Compared and(Compared other) {
            return new Compared(
                    records + other.records,
                    matches + other.matches,
                    Stream.concat(differences.stream(), other.differences.stream())
                            .toList());
        }
    }

    @Test
    void noRecordOfTheAttackSamplesTellsTheEnginesApart() {
        var detector = Detector.of(RuleSet.read(sources()).detections(), PIPELINE);
        var rules = detector.rules().stream()
                .filter(rule -> rule.placeholders().isEmpty())
                .toList();

        var compared = files(data("evtx/attack-samples"), ".evtx").parallelStream()
                .map(log -> compare(log, detector, rules))
                .reduce(Compared.NOTHING, Compared::and);

        assertThat(compared.differences()).isEmpty();
        assertThat(rules).hasSizeGreaterThan(3_754);
        assertThat(compared.records()).isEqualTo(8_255);
        assertThat(compared.matches()).isGreaterThan(1_549); // so many of SigmaHQ's
    }

    private static Compared compare(Path log, Detector detector, List<Rule.Detection> rules) {
        var naive = new Naive(PIPELINE);
        var scan = detector.scan();
        var differences = new ArrayList<String>();
        long records = 0;
        long matches = 0;
        try (var channel = FileChannel.open(log)) {
            var reader =
                    new WindowsEntries(PIPELINE).open(channel, 0, WindowsEntries.chunks(channel.size()), problem -> {});
            while (reader.next()) {
                var event = copy(reader.entry());
                var fast = scan.detect(reader.entry());
                records++;
                matches += fast.size();
                for (var open : scan.undecided()) {
                    differences.add(log + ", record " + reader.entry().record() + ": " + open + " is undecided");
                }
                var plain = naive.matching(rules, event);
                if (!plain.equals(fast)) {
                    differences.add(log + ", record " + reader.entry().record() + ": " + plain + " and not " + fast);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Compared(records, matches, differences);
    }

    /** The same event with its values in memory, as the plain engine asks for them again and again. */
    private static Event copy(Entry entry) {
        var fields = new LinkedHashMap<String, List<@Nullable String>>();
        for (int slot = 0; slot < entry.layout().size(); slot++) {
            for (int i = 0; i < entry.count(slot); i++) {
                var value = new Text();
                if (!entry.isNull(slot, i)) {
                    entry.text(slot, i, value);
                }
                fields.computeIfAbsent(entry.layout().names().get(slot), name -> new ArrayList<>())
                        .add(entry.isNull(slot, i) ? null : value.toString());
            }
        }
        return Event.of(entry.source(), fields);
    }

    private static List<Source> sources() {
        var sources = new ArrayList<Source>();
        for (var file : files(data("sigma"), ".yml")) {
            if (data("sigma").relativize(file).getName(0).toString().startsWith("rules")) {
                sources.add(source(data("sigma"), file));
            }
        }
        files(root().resolve("rules"), ".yml").forEach(file -> sources.add(source(root(), file)));
        return sources;
    }

    private static Source source(Path folder, Path file) {
        try {
            return Source.of(folder, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("komcert"))) {
            root = root.getParent();
        }
        return root;
    }

    private static Path data(String name) {
        var folder = root().resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(folder)
                .as("real data in ../shared/data/%s beside the repository", name)
                .isDirectory();
        return folder;
    }
}
