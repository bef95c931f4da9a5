package de.komcert.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;
import de.komcert.sigma.correlation.Correlator;
import de.komcert.traces.Moment;
import de.komcert.traces.json.JsonEntries;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules of the folder {@code rules}, as a run of {@code komcert scan} would hold events against them. */
final class RulePack {

    /** A rule file: its documents as they stand there, and the events beside it. */
    record RuleFile(String name, List<Map<String, Object>> documents, EventFile events) {

        /** The one that reports: the correlation, where there is one, else the only rule. */
        Map<String, Object> rule() {
            return documents.getLast();
        }

        /** The rule of this file that a correlation calls so; empty where it stands elsewhere. */
        Map<String, Object> called(Object reference) {
            return documents.stream()
                    .filter(document -> reference.equals(document.get("name")) || reference.equals(document.get("id")))
                    .findFirst()
                    .orElse(Map.of());
        }

        /** What a correlation follows; empty where the document is none. */
        @SuppressWarnings("unchecked")
        Map<String, Object> correlation(Map<String, Object> document) {
            return (Map<String, Object>) document.getOrDefault("correlation", Map.of());
        }

        /** Of the rule that reports. */
        List<String> tags() {
            return rule().get("tags") instanceof List<?> tags
                    ? tags.stream().map(Object::toString).toList()
                    : List.of();
        }

        /** The log sources of all its rules, in the words of Sigma. */
        List<String> sources() {
            return documents.stream()
                    .map(document -> document.get("logsource"))
                    .filter(Map.class::isInstance)
                    .map(Map.class::cast)
                    .map(source -> Stream.of("product", "category", "service")
                            .map(source::get)
                            .filter(Objects::nonNull)
                            .map(Object::toString)
                            .collect(Collectors.joining(" ")))
                    .distinct()
                    .toList();
        }
    }

    private final Path folder;
    private final List<RuleFile> files;
    private final RuleSet rules;
    private final Pipeline pipeline = Pipeline.standard();
    private final Detector detector;

    private RulePack(Path folder, List<RuleFile> files, RuleSet rules) {
        this.folder = folder;
        this.files = files;
        this.rules = rules;
        this.detector = Detector.of(rules.detections(), pipeline);
    }

    static RulePack read() throws IOException {
        var folder = Path.of("..", "rules").toAbsolutePath().normalize();
        var files = new ArrayList<RuleFile>();
        var sources = new ArrayList<Source>();
        for (var path : below(folder, ".yml")) {
            var source = Source.of(folder, path);
            sources.add(source);
            var events = path.resolveSibling(path.getFileName().toString().replaceFirst("\\.yml$", EventFile.ENDING));
            files.add(new RuleFile(
                    source.name().replaceFirst("\\.yml$", ""), documents(source.text()), EventFile.read(events)));
        }
        return new RulePack(folder, List.copyOf(files), RuleSet.read(sources));
    }

    static List<Path> below(Path folder, String ending) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String text) {
        var loaded = new Load(LoadSettings.builder().build()).loadAllFromString(text);
        return StreamSupport.stream(loaded.spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }

    Path folder() {
        return folder;
    }

    List<RuleFile> files() {
        return files;
    }

    RuleSet rules() {
        return rules;
    }

    Detector detector() {
        return detector;
    }

    /** How often each rule reports when it meets these events, by the name of its file. */
    Map<String, Integer> reports(String jsonLines) {
        var scan = detector.scan();
        var correlator = Correlator.of(rules, pipeline, Duration.ofDays(10_000), 1 << 28);
        var reports = new TreeMap<String, Integer>();
        var reader = new JsonEntries(new ByteArrayInputStream(jsonLines.getBytes(StandardCharsets.UTF_8)), problem -> {
            throw new AssertionError(problem);
        });
        try {
            while (reader.next()) {
                var entry = reader.entry();
                for (var rule : scan.detect(entry)) {
                    if (!detector.explain(rule, entry).matches()) {
                        throw new AssertionError(rule + " is found, and explained as not matching");
                    }
                    if (rules.reportsAlone(rule)) {
                        reports.merge(rule.head().file(), 1, Integer::sum);
                    }
                    correlator.accept(rule, entry, Moment.instant(entry.time()), "%06d".formatted(entry.record()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        correlator.finish();
        correlator.findings().stream()
                .map(Correlator.Finding::rule)
                .filter(rules::reportsAlone)
                .forEach(rule -> reports.merge(rule.head().file(), 1, Integer::sum));
        if (correlator.losses().ungrouped() > 0) {
            throw new AssertionError("An event lacks the field that a correlation groups by");
        }
        var byName = new TreeMap<String, Integer>();
        reports.forEach((file, times) -> byName.put(file.replaceFirst("\\.yml$", ""), times));
        return byName;
    }

    /** One line for each reporting rule, as the README shows them. */
    String table() {
        var text = new StringBuilder("| Regel | Titel | Stufe | Quelle |\n|---|---|---|---|\n");
        for (var file : files) {
            text.append("| [%1$s](%1$s.yml) | %2$s | %3$s | %4$s |\n"
                    .formatted(
                            file.name(), file.rule().get("title"), file.rule().get("level"), sources(file)));
        }
        return text.toString();
    }

    private static String sources(RuleFile file) {
        return file.sources().isEmpty() ? "andere Regeln" : String.join(", ", file.sources());
    }
}
