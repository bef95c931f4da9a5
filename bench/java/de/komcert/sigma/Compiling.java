package de.komcert.sigma;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads the files of all rules and compiles every group that they need, on one thread, as a program does that has just
 * started: once in each of several virtual machines, without warming up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 8, jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
public class Compiling {

    @Benchmark
    public int allRules() throws IOException {
        var detector = Detector.of(RuleSet.read(SigmaHq.sources()).detections(), Pipeline.standard());
        var part = detector.parts().getFirst();
        int rules = 0;
        for (var route : routes(detector)) {
            rules += part.group(route).rules().size();
        }
        return rules;
    }

    /** A route for every kind of event that some rule or view speaks of. */
    static List<Route> routes(Detector detector) {
        var routes = new ArrayList<Route>();
        var sources = new HashSet<LogSource>();
        detector.rules().forEach(rule -> sources.add(rule.logSource()));
        sources.forEach(source -> routes.add(new Route(source, null, null)));
        add(routes, "microsoft-windows-sysmon/operational", 1, 3, 6, 7, 8, 10, 11, 12, 13, 15, 17, 22, 23, 25);
        add(routes, "security", 4688, 4624, 4625, 4663, 4672, 4697, 4720, 4768, 4769, 5136, 5145);
        add(routes, "microsoft-windows-powershell/operational", 4103, 4104);
        add(routes, "system", 7036, 7045, 104);
        return routes;
    }

    private static void add(List<Route> routes, String channel, int... eventIds) {
        for (int eventId : eventIds) {
            routes.add(new Route(LogSource.UNKNOWN, channel, Integer.toString(eventId)));
        }
    }
}
