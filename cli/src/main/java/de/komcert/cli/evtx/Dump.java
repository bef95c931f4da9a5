package de.komcert.cli.evtx;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Item;
import de.komcert.cli.run.Run;
import de.komcert.cli.run.Totals;
import de.komcert.cli.words.Times;
import de.komcert.evtx.JsonLine;
import de.komcert.logs.Kind;
import de.komcert.logs.Parts;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;

/** {@code komcert evtx dump}: every record of event logs as one line of JSON, and every problem as another. */
public final class Dump {

    private static final int BLOCK = 1 << 16;

    private static final byte[] FILE = JsonLine.key("file");
    private static final byte[] RECORD = JsonLine.key("record");
    private static final byte[] TIME = JsonLine.key("time");
    private static final byte[] CHANNEL = JsonLine.key("channel");
    private static final byte[] PROVIDER = JsonLine.key("provider");
    private static final byte[] EVENT_ID = JsonLine.key("eventId");
    private static final byte[] DATA = JsonLine.key("data");
    private static final byte[] PROBLEM = JsonLine.key("problem");
    private static final byte[] OFFSET = JsonLine.key("offset");

    private Dump() {}

    public static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(
                "evtx dump",
                words,
                Set.of("--quiet"),
                Set.of("--format", "--threads", "--output", "--manifest", "--resume"));
        arguments.choice("--format", "jsonl", List.of("jsonl"));
        arguments.threads();
        try (var inputs = run.inputs(arguments, Kind.EVENT_LOGS)) {
            var totals = new Totals();
            var problems = new JsonLine();
            Exit ended;
            try (var saved = run.saved(arguments, "evtx dump", inputs, null)) {
                var result = run.result(arguments);
                try (var out = result) {
                    run.read(
                            inputs,
                            arguments,
                            Pipeline.standard(),
                            Records::new,
                            Function.identity(),
                            totals,
                            saved,
                            item -> {
                                switch (item) {
                                    case Item.Lines(var bytes) -> out.write(bytes);
                                    case Item.Wrong(var trouble) -> {
                                        problems.open().name(FILE).text(trouble.file());
                                        problems.name(PROBLEM)
                                                .text(trouble.problem().message());
                                        problems.name(OFFSET)
                                                .number(trouble.problem().offset());
                                        problems.close().end().writeTo(out);
                                    }
                                    case Item.Matched matched -> {}
                                    case Item.Timed timed -> {}
                                    case Item.Read read -> {}
                                }
                            });
                }
                ended = run.end(inputs, arguments, null, totals, result);
                saved.finished();
            }
            return ended;
        }
    }

    /** Writes records as lines, many at a time. */
    private static final class Records implements Parts.Work<Item> {
        private final JsonLine line = new JsonLine();

        @Override
        public void entry(String file, Entry entry, Parts.Out<Item> out) throws IOException {
            line.open().name(FILE).text(file);
            line.name(RECORD).number(entry.record());
            Times.write(line.name(TIME), entry.time());
            entry.writeOrigin(Origin.CHANNEL, line.name(CHANNEL));
            entry.writeOrigin(Origin.PROVIDER, line.name(PROVIDER));
            entry.writeOrigin(Origin.EVENT_ID, line.name(EVENT_ID));
            entry.writeData(line.name(DATA));
            line.close().end();
            if (line.length() >= BLOCK) {
                flush(out);
            }
        }

        @Override
        public void flush(Parts.Out<Item> out) throws IOException {
            if (line.length() > 0) {
                out.put(new Item.Lines(line.take()));
            }
        }
    }
}
