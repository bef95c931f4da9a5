package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.vault.SealedCopy;
import de.komcert.logs.Clocks;
import de.komcert.logs.Content;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Sha256;
import de.komcert.logs.Sorting;
import de.komcert.logs.Stop;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;

/**
 * Measures how long a search through a timeline takes: {@code Seeking LOGS SCRATCH EVENTS ROUNDS} pours real logs, repeated at
 * later and later times, into a timeline as the vault keeps it, with one event of its own near the end, and searches it from
 * one end to the other.
 */
public final class Seeking {

    private static final int PAGE = 200;
    private static final String RARE = "wintergoldhähnchen";
    private static final String ABSENT = "sommergoldhähnchen";

    private final SealedCopy timeline;
    private final ClockRuns runs;

    private Seeking(SealedCopy timeline, Map<String, Duration> clocks) throws IOException {
        this.timeline = timeline;
        this.runs = counted(timeline, clocks);
    }

    public static void main(String[] arguments) throws Exception {
        var logs = Path.of(arguments[0]);
        var scratch = Path.of(arguments[1]);
        int events = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        var hosts = new TreeMap<String, Integer>();
        var timeline = poured(logs, scratch, events, hosts);
        System.out.printf("%,d events, %,d bytes, %d hosts%n", events + 1, timeline.size(), hosts.size());
        var logged = new Seeking(timeline, Map.of());
        measure("read through", rounds, logged::readThrough);
        logged.searches(rounds);
        var clocks = new TreeMap<String, Duration>();
        hosts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(5)
                .forEach(host -> clocks.put(host.getKey(), Duration.ofSeconds(40L + clocks.size())));
        System.out.printf("the clocks of five hosts corrected%n");
        measure("what the first look after that does before", rounds, () -> {
            counted(timeline, clocks);
            return 0;
        });
        new Seeking(timeline, clocks).searches(rounds);
    }

    private void searches(int rounds) throws IOException {
        measure("a word that one event has", rounds, open -> onwards(open, words(RARE)));
        measure("the same, backwards", rounds, open -> backwards(open, words(RARE)));
        measure("a word that none has", rounds, open -> onwards(open, words(ABSENT)));
        measure("one that many have, and one that none has", rounds, open -> onwards(open, words("windows", ABSENT)));
        measure("one that hosts are called, and one that none has", rounds, open -> onwards(open, words("iewin7", ABSENT)));
        measure("a name in other letters", rounds, open -> onwards(open, words("фронт")));
        measure("a person who is nowhere", rounds, open -> onwards(open, words("\uE00099999\uE001")));
        measure("an event id that is nowhere", rounds, open -> onwards(open, fields("", "", "99999")));
        measure("a host that is nowhere", rounds, open -> onwards(open, fields("nirgends", "", "")));
        measure("half a character, which no bytes tell", rounds, open -> onwards(open, words("\uD83D")));
        measure("a host, and a word that none has", rounds, open -> onwards(
                open, new EventFilter(List.of(ABSENT), "iewin7", "", "", Entry.NO_TIME, Entry.NO_TIME)));
        measure("a word that none has, six people at once", rounds, this::sixAtOnce);
    }

    private static EventFilter words(String... words) {
        return new EventFilter(List.of(words), "", "", "", Entry.NO_TIME, Entry.NO_TIME);
    }

    private static EventFilter fields(String host, String channel, String eventId) {
        return new EventFilter(List.of(), host, channel, eventId, Entry.NO_TIME, Entry.NO_TIME);
    }

    private interface Search {
        /** How many clicks it took. */
        int in(OpenTimeline open) throws IOException;
    }

    private static int onwards(OpenTimeline open, EventFilter filter) throws IOException {
        int clicks = 0;
        long at = 0;
        Excerpt part;
        do {
            part = open.from(at, filter, PAGE);
            at = part.to();
            clicks++;
        } while (part.goesOn());
        return clicks;
    }

    private static int backwards(OpenTimeline open, EventFilter filter) throws IOException {
        int clicks = 0;
        long at = Long.MAX_VALUE;
        Excerpt part;
        do {
            part = open.back(at, filter, PAGE);
            at = part.from();
            clicks++;
        } while (part.goesBack());
        return clicks;
    }

    private void measure(String what, int rounds, Search search) throws IOException {
        measure(what, rounds, () -> {
            try (var file = TimelineFile.open(timeline.open())) {
                return search.in(new OpenTimeline(file, order(file)));
            }
        });
    }

    private EventOrder order(TimelineFile file) {
        return runs.areCorrected() ? new CorrectedOrder(file, runs) : new LoggedOrder(file);
    }

    private int sixAtOnce() throws IOException {
        var clicks = new AtomicInteger();
        var people = Stream.generate(() -> Thread.ofPlatform().unstarted(() -> {
                    try (var file = TimelineFile.open(timeline.open())) {
                        clicks.addAndGet(onwards(new OpenTimeline(file, order(file)), words(ABSENT)));
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                }))
                .limit(6)
                .toList();
        people.forEach(Thread::start);
        try {
            for (var one : people) {
                one.join();
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        return clicks.get();
    }

    private static ClockRuns counted(SealedCopy timeline, Map<String, Duration> clocks) throws IOException {
        try (var file = TimelineFile.open(timeline.open())) {
            return new ClockRuns(file, clocks, ClockRuns.MOST_COUNTS);
        }
    }

    private interface Work {
        int run() throws IOException;
    }

    private static void measure(String what, int rounds, Work work) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var wall = new ArrayList<Long>();
        var cpu = new ArrayList<Long>();
        int clicks = 0;
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            long used = system.getProcessCpuTime();
            clicks = work.run();
            wall.add((System.nanoTime() - begun) / 1_000_000);
            cpu.add((system.getProcessCpuTime() - used) / 1_000_000);
        }
        System.out.printf(
                "%-50s clicks %3d  first %,6d ms  then %,6d ms (processor %,6d ms)%n",
                what,
                clicks,
                wall.getFirst(),
                median(wall),
                median(cpu));
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private int readThrough() throws IOException {
        try (var channel = timeline.open()) {
            var some = ByteBuffer.allocate(1 << 16);
            while (channel.read(some) >= 0) {
                some.clear();
            }
        }
        return 1;
    }

    // ---- the timeline ---------------------------------------------------------------------------------------

    private static SealedCopy poured(Path logs, Path scratch, int events, Map<String, Integer> hosts)
            throws IOException {
        var masking = new Masking(Map.of());
        var lines = lines(logs, masking, hosts);
        try (var spool = new EventSpool(scratch)) {
            long step = Duration.ofDays(1).toSeconds() * 10_000_000;
            for (int i = 0; i < events; i++) {
                var line = lines.get(i % lines.size());
                spool.add(block(line.time() + i / lines.size() * step, line.bytes()));
            }
            var last = lines.getLast();
            spool.add(block(last.time() + (events / lines.size() - 1) * step, rare()));
            try (var content = spool.content(masking, Stop.NEVER)) {
                return SealedCopy.of(content, scratch.resolve("timeline"));
            }
        }
    }

    private static EventBlock block(long time, byte[] bytes) {
        return new EventBlock(List.of(new Sorting.Line(time, bytes)), 0);
    }

    private static byte[] rare() {
        var packing = new Packing();
        for (var origin : List.of("cron", "", "", "srv-web01")) {
            packing.text(origin);
        }
        packing.text("syslog:line");
        packing.text("auth.log");
        packing.number(1);
        packing.one(0);
        packing.text("");
        packing.text("Ein " + RARE.toUpperCase(Locale.ROOT) + " im Garten");
        return packing.take();
    }

    private static List<Sorting.Line> lines(Path logs, Masking masking, Map<String, Integer> hosts) throws IOException {
        var lines = new ArrayList<Sorting.Line>();
        try (var inputs = Inputs.among(named(logs), Kind.LOGS, Stop.NEVER)) {
            new Parts<EventBlock>(Pipeline.standard(), Clocks.UTC, Threads.of(1))
                    .read(Part.of(inputs.files()), () -> new Taking(masking), new Parts.Sink<>() {
                        @Override
                        public void put(EventBlock block) {
                            lines.addAll(block.lines());
                        }

                        @Override
                        public void wrong(Trouble trouble) {}

                        @Override
                        public void read(long entries, long bytes, boolean ends) {}
                    });
        }
        lines.removeIf(line -> line.time() == Entry.NO_TIME);
        for (var line : lines) {
            var in = Unpacking.of(line.bytes());
            var origins = List.of(in.text(), in.text(), in.text(), in.text());
            hosts.merge(origins.get(Origin.HOST.ordinal()), 1, Integer::sum);
        }
        return lines;
    }

    private static List<Inputs.Named> named(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var named = new ArrayList<Inputs.Named>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                named.add(new Inputs.Named(
                        folder.relativize(file).toString(),
                        Content.of(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant(),
                                Sha256.of(file),
                                () -> FileChannel.open(file))));
            }
            return named;
        }
    }

    private static final class Taking implements Parts.Work<EventBlock> {
        private final EventLines events;

        Taking(Masking masking) {
            events = new EventLines(masking::learnFromText);
        }

        @Override
        public void entry(String file, Entry entry, Parts.Out<EventBlock> out) {
            events.add(file, entry);
        }

        @Override
        public void end(Parts.Out<EventBlock> out) throws IOException {
            out.put(events.take());
        }
    }
}
