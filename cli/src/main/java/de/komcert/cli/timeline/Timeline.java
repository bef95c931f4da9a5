package de.komcert.cli.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Item;
import de.komcert.cli.run.ListFiles;
import de.komcert.cli.run.RuleFolders;
import de.komcert.cli.run.Run;
import de.komcert.cli.run.Totals;
import de.komcert.cli.words.CsvLine;
import de.komcert.cli.words.Residue;
import de.komcert.cli.words.Times;
import de.komcert.cli.words.TimesketchLine;
import de.komcert.evtx.JsonLine;
import de.komcert.logs.Detected;
import de.komcert.logs.Input;
import de.komcert.logs.Match;
import de.komcert.logs.Parts;
import de.komcert.logs.Reference;
import de.komcert.logs.Rules;
import de.komcert.logs.Sorting;
import de.komcert.sigma.Detector;
import de.komcert.sigma.Level;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import org.jspecify.annotations.Nullable;

/** {@code komcert timeline}: all events of all logs in the order of time, and which rules match them. */
public final class Timeline {

    private Timeline() {}

    public static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(
                "timeline",
                words,
                Set.of("--quiet", "--residue"),
                Set.of(
                        "--rules",
                        "--list",
                        "--einrichtung",
                        "--input",
                        "--zone",
                        "--year",
                        "--format",
                        "--threads",
                        "--manifest",
                        "--output",
                        "--resume"));
        var format = arguments.choice("--format", "csv", List.of("csv", "jsonl", "timesketch"));
        arguments.threads();
        arguments.clocks();
        var lists = ListFiles.read(arguments);
        var pipeline = Pipeline.standard();
        try (var inputs = run.inputs(arguments, arguments.kind())) {
            var rules = arguments.all("--rules").isEmpty()
                    ? null
                    : RuleFolders.load(arguments.all("--rules"), lists, pipeline, run.err());
            var totals = new Totals();
            Exit ended;
            try (var saved = run.saved(arguments, "timeline " + format, inputs, rules)) {
                var result = run.result(arguments);
                try (var out = result;
                        var sorting = new Sorting()) {
                    run.read(
                            inputs,
                            arguments,
                            pipeline,
                            () -> new Moments(rules, format, arguments.residue()),
                            Function.identity(),
                            totals,
                            saved,
                            item -> {
                                switch (item) {
                                    case Item.Timed(var lines, var bytes) -> {
                                        for (var line : lines) {
                                            sorting.add(line);
                                        }
                                    }
                                    case Item.Lines lines -> {}
                                    case Item.Wrong wrong -> {}
                                    case Item.Matched(Match.Hit(var detected)) -> totals.hit(detected);
                                    case Item.Matched matched -> {}
                                    case Item.Read read -> {}
                                }
                            });
                    if (format.equals("csv")) {
                        CsvLine.write(
                                out,
                                Residue.header(
                                        arguments.residue(),
                                        "time",
                                        "host",
                                        "channel",
                                        "provider",
                                        "eventId",
                                        "file",
                                        "record",
                                        "level",
                                        "hits",
                                        "data"));
                    }
                    sorting.writeTo(out);
                }
                ended = run.end(inputs, arguments, rules, totals, result);
                saved.finished();
            }
            if (rules != null) {
                run.err().println(totals.hitSummary());
                totals.explainUndecided(run.err());
            }
            return ended;
        }
    }

    /** Makes a line of each entry. */
    private static final class Moments implements Parts.Work<Item> {
        private static final int BLOCK = 1 << 16;

        private final @Nullable Rules rules;
        private final Map<Detector, de.komcert.sigma.Scan> scans = new HashMap<>();
        private de.komcert.sigma.@Nullable Scan scan;
        private final String format;
        private final boolean residue;
        private final JsonLine line = new JsonLine();
        private List<Sorting.Line> lines = new ArrayList<>();
        private int bytes;

        Moments(@Nullable Rules rules, String format, boolean residue) {
            this.rules = rules;
            this.format = format;
            this.residue = residue;
        }

        @Override
        public void begin(Input file) {
            scan = rules == null ? null : scans.computeIfAbsent(rules.detector(file.einrichtung()), Detector::scan);
        }

        @Override
        public void entry(String file, Entry entry, Parts.Out<Item> out) throws IOException {
            var hits = scan == null ? List.<Rule.Detection>of() : scan.detect(entry);
            for (var rule : hits) {
                var detected = new Detected(rule, Reference.of(file, entry), List.of(), List.of(), List.of());
                out.put(new Item.Matched(new Match.Hit(detected)));
            }
            if (scan != null) {
                for (var rule : scan.undecided()) {
                    out.put(new Item.Matched(new Match.Undecided(rule, Reference.of(file, entry))));
                }
            }
            byte[] made = switch (format) {
                case "jsonl" -> json(file, entry, hits);
                case "timesketch" -> timesketch(file, entry, hits);
                default -> csv(file, entry, hits);
            };
            lines.add(new Sorting.Line(entry.time(), made));
            bytes += made.length;
            if (bytes >= BLOCK) {
                flush(out);
            }
        }

        @Override
        public void flush(Parts.Out<Item> out) throws IOException {
            if (!lines.isEmpty()) {
                out.put(new Item.Timed(lines, bytes));
                lines = new ArrayList<>();
                bytes = 0;
            }
        }

        private byte[] json(String file, Entry entry, List<Rule.Detection> hits) {
            Times.write(line.open().name("time"), entry.time());
            origins(entry);
            line.name("file").text(file).name("record").number(entry.record());
            line.name("hits").openList();
            for (var rule : hits) {
                line.open().name("rule").text(rule.head().id());
                line.name("title").text(rule.head().title());
                line.name("level").text(rule.head().level().toString()).close();
            }
            line.closeList();
            Residue.mark(line, entry.isResidue());
            entry.writeData(line.name("data"));
            return line.close().end().take();
        }

        private void origins(Entry entry) {
            entry.writeOrigin(Origin.HOST, line.name("host"));
            entry.writeOrigin(Origin.CHANNEL, line.name("channel"));
            entry.writeOrigin(Origin.PROVIDER, line.name("provider"));
            entry.writeOrigin(Origin.EVENT_ID, line.name("eventId"));
        }

        private byte[] timesketch(String file, Entry entry, List<Rule.Detection> hits) {
            var message = new StringBuilder();
            hits.forEach(rule -> message.append(rule.head().title()).append("; "));
            message.append(entry.summary());
            line.open().name("message").text(message.toString());
            TimesketchLine.time(line, entry.time());
            line.name("data_type").text(entry.type());
            line.name("host").text(entry.origin(Origin.HOST));
            line.name("channel").text(entry.origin(Origin.CHANNEL));
            line.name("provider").text(entry.origin(Origin.PROVIDER));
            line.name("eventId").text(entry.origin(Origin.EVENT_ID));
            line.name("file").text(file).name("record").number(entry.record());
            line.name("tag").openList();
            hits.forEach(rule -> line.text(rule.head().level().toString()));
            if (entry.isResidue()) {
                line.text(Residue.WORD);
            }
            line.closeList();
            Residue.mark(line, entry.isResidue());
            entry.writeDataAsTexts(line.name("data"));
            return TimesketchLine.take(line.close());
        }

        private byte[] csv(String file, Entry entry, List<Rule.Detection> hits) {
            entry.writeData(line);
            line.end(); // else what comes next would begin with a comma
            var data = new String(line.take(), StandardCharsets.UTF_8).stripTrailing();
            var highest = hits.stream().map(rule -> rule.head().level()).max(Level::compareTo);
            return CsvLine.of(Residue.cells(
                            residue,
                            entry.isResidue(),
                            Times.text(entry.time()),
                            text(entry, Origin.HOST),
                            text(entry, Origin.CHANNEL),
                            text(entry, Origin.PROVIDER),
                            text(entry, Origin.EVENT_ID),
                            file,
                            Long.toString(entry.record()),
                            highest.map(Level::toString).orElse(""),
                            String.join(
                                    "; ",
                                    hits.stream()
                                            .map(rule -> rule.head().title())
                                            .toList()),
                            data))
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static String text(Entry entry, Origin which) {
            var text = entry.origin(which);
            return text == null ? "" : text;
        }
    }
}
