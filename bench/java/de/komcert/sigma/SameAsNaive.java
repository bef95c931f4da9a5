package de.komcert.sigma;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

import de.komcert.traces.Entry;
import de.komcert.traces.WindowsEntries;
import org.jspecify.annotations.Nullable;

/**
 * Holds every rule against every record of real logs twice, by the fast engine and by the naive one, which is right where
 * both differ. Argument: a folder of logs. Ends with 1 where there is a difference.
 */
public final class SameAsNaive {

    private SameAsNaive() {}

    public static void main(String[] arguments) throws IOException {
        var pipeline = Pipeline.standard();
        var detector = Detector.of(RuleSet.read(SigmaHq.sources()).detections(), pipeline);
        // Those that wait for lists are the business of neither engine.
        var rules = detector.rules().stream()
                .filter(rule -> !detector.waiting().containsKey(rule))
                .toList();
        var naive = new Naive(pipeline);
        var scan = detector.scan();
        var reader = new WindowsEntries(pipeline);
        long records = 0;
        long matches = 0;
        long differences = 0;
        for (var log : logs(Path.of(arguments[0]))) {
            try (var channel = FileChannel.open(log)) {
                reader.open(channel, 0, WindowsEntries.chunks(channel.size()), problem -> {});
                while (reader.next()) {
                    var entry = reader.entry();
                    var fast = new HashSet<>(scan.detect(entry));
                    var event = copy(entry);
                    records++;
                    matches += fast.size();
                    for (var rule : rules) {
                        boolean plain = naive.matches(rule, event);
                        if (plain != fast.contains(rule)) {
                            differences++;
                            System.out.printf(
                                    "%s, record %d: %s is found by the %s engine only%n",
                                    log.getFileName(), entry.record(), rule.head().title(), plain ? "naive" : "fast");
                        }
                    }
                }
            }
        }
        System.out.printf(
                "%,d rules, %,d records, %,d matches, %,d differences%n", rules.size(), records, matches, differences);
        System.exit(differences == 0 ? 0 : 1);
    }

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

    private static List<Path> logs(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".evtx")).sorted().toList();
        }
    }
}
