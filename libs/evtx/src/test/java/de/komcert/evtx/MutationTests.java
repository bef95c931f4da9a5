package de.komcert.evtx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutations of real and generated logs: no input may end in an exception, hang, use much memory, or give an output that
 * is not well-formed. {@code -Dkomcert.mutations=1000000} runs as many as a night allows; {@code -Dkomcert.seed} with
 * the seed from a failure and {@code -Dkomcert.first} with its number replay it.
 */
@Tag("nightly")
class MutationTests {

    private static final int MUTATIONS = Integer.getInteger("komcert.mutations", 20_000);
    private static final int FIRST = Integer.getInteger("komcert.first", 0);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final long MOST_ALLOCATED = 256L * 1024 * 1024;
    private static final int CHUNK = 65536;

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void noInputBreaksTheReader() throws IOException {
        System.out.println("Mutations with -Dkomcert.seed=" + SEED);
        var seeds = seeds();
        var target = new Target();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long most = 0;
        long records = 0;
        for (int number = FIRST; number < FIRST + MUTATIONS; number++) {
            var random = new Random(SEED + number);
            var input = mutated(seeds.get(random.nextInt(seeds.size())), random);
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                records += target.read(input, random.nextBoolean());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d, number %d".formatted(SEED, number), e);
            }
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            most = Math.max(most, allocated);
            assertThat(allocated)
                    .as("bytes allocated with seed %d, number %d", SEED, number)
                    .isLessThan(MOST_ALLOCATED);
        }
        System.out.printf("%d inputs, %d records, at most %d bytes allocated for one%n", MUTATIONS, records, most);
        assertThat(records).isGreaterThan(MUTATIONS);
    }

    /** One reader, carver and pair of writers for all inputs, so that what one leaves behind would hurt the next. */
    private static final class Target {

        private final Fields fields = Fields.of("EventID", "Channel", "Image", "Data");
        private final EvtxReader reader = new EvtxReader(fields);
        private final EvtxCarver carver = new EvtxCarver(fields);
        private final JsonWriter json = new JsonWriter();
        private final XmlWriter xml = new XmlWriter();
        private final Value value = new Value();
        private long seen;

        long read(byte[] input, boolean carve) throws IOException {
            seen = 0;
            reader.withResidue(carve).open(new InMemory(input), finding -> {
                assertThat(finding.offset()).isBetween(0L, (long) input.length);
            });
            while (reader.next()) {
                use(reader.record());
            }
            if (carve) {
                carver.carve(new InMemory(input), this::use, finding -> {});
            }
            return seen;
        }

        private void use(EvtxRecord record) {
            seen++;
            for (int field = 0; field < 4; field++) {
                if (record.read(field, value)) {
                    value.text();
                }
            }
            record.forEachField((name, each) -> each.number());
            json.clear().append(record);
            xml.clear().append(record);
            assertThat(json.length()).isLessThan(20 * 1024 * 1024);
            assertThat(xml.length()).isLessThan(20 * 1024 * 1024);
            if (seen % 16 == 0) {
                WellFormed.json(json.toString());
            }
        }
    }

    private static List<byte[]> seeds() throws IOException {
        var seeds = new ArrayList<byte[]>();
        Cases.ALL.values().forEach(log -> seeds.add(shortened(log.get())));
        seeds.removeIf(log -> log.length == 0);
        try {
            for (var file : SharedData.logs("evtx/format-samples")) {
                seeds.add(shortened(Files.readAllBytes(file)));
            }
        } catch (TestAbortedException e) {
            System.out.println("Mutations of generated logs only: " + e.getMessage());
        }
        return seeds;
    }

    /** Two chunks are enough, and only so much of the second that an input is read quickly. */
    private static byte[] shortened(byte[] log) {
        return Arrays.copyOf(log, Math.min(log.length, 4096 + CHUNK + 8192));
    }

    private static byte[] mutated(byte[] seed, Random random) {
        var input = seed.clone();
        for (int count = 1 << random.nextInt(7); count > 0; count--) {
            int at = place(input.length, random);
            switch (random.nextInt(8)) {
                case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> input[at] = (byte) random.nextInt();
                case 2 -> input[at] = (byte) random.nextInt(16);
                case 3 -> fill(input, at, random.nextInt(1, 64), (byte) (random.nextBoolean() ? 0 : 0xff));
                case 4 -> number(input, at, random.nextInt());
                case 5 -> number(input, at, random.nextInt(CHUNK));
                case 6 -> copy(input, place(input.length, random), at, random.nextInt(1, 512));
                default -> copy(input, at, at + random.nextInt(1, 32), random.nextInt(1, 128));
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(input, random.nextInt(input.length)) : input;
    }

    /** Mostly where the first records and the templates lie. */
    private static int place(int length, Random random) {
        int limit = random.nextInt(4) == 0 ? length : Math.min(length, 4096 + 512 + 6000);
        int from = random.nextInt(8) == 0 ? 0 : Math.min(4096 + 512, limit - 1);
        return random.nextInt(from, limit);
    }

    private static void fill(byte[] input, int at, int count, byte with) {
        Arrays.fill(input, at, Math.min(input.length, at + count), with);
    }

    private static void number(byte[] input, int at, int value) {
        if (at + 4 <= input.length) {
            LittleEndian.put32(input, at, value);
        }
    }

    private static void copy(byte[] input, int from, int to, int count) {
        int most = Math.min(count, input.length - Math.max(from, to));
        if (most > 0) {
            System.arraycopy(input, from, input, to, most);
        }
    }
}
