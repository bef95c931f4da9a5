package de.komcert.sigma;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of the measuring thread beside what JMH measures, which is time on the clock: seconds for an operation, or
 * operations for a second, as the benchmark asks. What others do on the machine makes less difference to it.
 */
public final class ThreadTime implements InternalProfiler {

    private static final String WORKER = "-jmh-worker-";

    private long before;

    @Override
    public String getDescription() {
        return "Processor time of the measuring thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (nanos() - before) / 1e9;
        double operations = result.getMetadata().getAllOps();
        boolean isRate = benchmark.getMode() == Mode.Throughput;
        return List.of(new ScalarResult(
                "thread",
                isRate ? operations / seconds : seconds / operations,
                isRate ? "ops/s" : "s/op",
                AggregationPolicy.AVG));
    }

    private static long nanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos;
    }
}
