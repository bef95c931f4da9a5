package de.komcert.sigma;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Holds full process creations against all rules on one thread, one event in each operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class Detecting {

    /** How many different command lines there are: few, or nearly as many as events. */
    @Param({"400", "50000"})
    private int commandLines;

    /** Whether what was found in a value is remembered. */
    @Param({"true", "false"})
    private boolean memo;

    private List<Event> events = List.of();
    private Scan scan;
    private int next;

    @Setup
    public void prepare() throws IOException {
        var detector = Detector.of(RuleSet.read(SigmaHq.sources()).detections(), Pipeline.standard());
        scan = memo ? detector.scan() : detector.scan().withoutMemo();
        events = new ProcessCreations(commandLines).list();
    }

    @Benchmark
    public List<Rule.Detection> events() {
        next = next + 1 < events.size() ? next + 1 : 0;
        return scan.detect(events.get(next));
    }
}
