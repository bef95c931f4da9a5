package de.komcert.app.forensics.analysis;

import com.sun.management.OperatingSystemMXBean;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.timeline.Pouring;
import de.komcert.logs.Clocks;
import de.komcert.logs.Content;
import de.komcert.logs.Detail;
import de.komcert.logs.Detections;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Match;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.logs.Sha256;
import de.komcert.logs.Stop;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Pipeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures what the timeline costs an analysis: {@code TimelineBench RULES LOGS SCRATCH ROUNDS} holds the same logs against the
 * rules with and without it, in turns, on one thread.
 */
public final class TimelineBench {

    private static final Detail DETAIL = new Detail(16, 60, 1_000);

    private TimelineBench() {}

    public static void main(String[] arguments) throws Exception {
        var pipeline = Pipeline.standard();
        var rules = Rules.read(List.of(Path.of(arguments[0])), pipeline);
        var logs = logs(Path.of(arguments[1]));
        var scratch = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        var without = new ArrayList<Long>();
        var with = new ArrayList<Long>();
        var figures = new long[2];
        for (int round = 0; round < rounds; round++) {
            without.add(cpu(() -> matches(rules, pipeline, logs)));
            with.add(cpu(() -> timeline(rules, pipeline, logs, scratch, figures)));
        }
        System.out.printf(
                "%,d entries%nwithout timeline %,d ms (all rounds: %s)%nwith timeline    %,d ms (all rounds: %s)%n"
                        + "file %,d bytes, %.0f bytes an event%n",
                figures[0],
                median(without),
                without,
                median(with),
                with,
                figures[1],
                (double) figures[1] / figures[0]);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long cpu(Work work) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - before) / 1_000_000;
    }

    /** Of the second half of the rounds, when the compiler inside Java has done its work. */
    private static long median(List<Long> times) {
        return times.subList(times.size() / 2, times.size()).stream().sorted().toList().get((times.size() + 1) / 4);
    }

    private static List<Inputs.Named> logs(Path folder) throws IOException {
        var logs = new ArrayList<Inputs.Named>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                logs.add(new Inputs.Named(
                        folder.relativize(file).toString(),
                        Content.of(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant(),
                                Sha256.of(file),
                                () -> FileChannel.open(file))));
            }
        }
        return logs;
    }

    private static void matches(Rules rules, Pipeline pipeline, List<Inputs.Named> logs) throws IOException {
        var gathered = new Gathered();
        try (var inputs = Inputs.among(logs, Kind.LOGS, Stop.NEVER)) {
            var detections = new Detections(rules, pipeline, DETAIL, gathered::add);
            new Parts<Match>(pipeline, Clocks.UTC, Threads.of(1))
                    .read(Part.of(inputs.files()), detections::work, new Sink<>(gathered) {
                        @Override
                        public void put(Match match) throws IOException {
                            detections.take(match);
                        }
                    });
            detections.end();
        }
    }

    private static void timeline(
            Rules rules, Pipeline pipeline, List<Inputs.Named> logs, Path scratch, long[] figures)
            throws IOException {
        var gathered = new Gathered();
        var masking = new Masking(Map.of());
        var entries = new long[1];
        try (var events = Pouring.spool(scratch);
                var inputs = Inputs.among(logs, Kind.LOGS, Stop.NEVER)) {
            var detections = new Detections(rules, pipeline, DETAIL, gathered::add);
            new Parts<Brought>(pipeline, Clocks.UTC, Threads.of(1))
                    .read(
                            Part.of(inputs.files()),
                            () -> new Evaluation(detections, new Period(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))),
                            new Sink<>(gathered) {
                                @Override
                                public void put(Brought brought) throws IOException {
                                    switch (brought) {
                                        case Brought.Matched(var match) -> detections.take(match);
                                        case Brought.Happened(var block) -> events.add(block);
                                        case Brought.Named(var names) -> names.forEach(masking::learn);
                                    }
                                }

                                @Override
                                public void read(long some, long bytes, boolean ends) {
                                    entries[0] += some;
                                }
                            });
            detections.end();
            figures[1] = Pouring.bytes(events, masking);
            figures[0] = entries[0];
        }
    }

    private abstract static class Sink<T> implements Parts.Sink<T> {
        private final Gathered gathered;

        Sink(Gathered gathered) {
            this.gathered = gathered;
        }

        @Override
        public void wrong(Trouble trouble) {
            gathered.wrong(trouble);
        }

        @Override
        public void read(long entries, long bytes, boolean ends) {}
    }
}
