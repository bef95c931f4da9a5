package de.komcert.evtx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvtxReaderTests {

    private static final int FIRST_CHUNK = 4096;

    @Test
    void tellsNumberTimeAndPlace() throws IOException {
        var reader = new EvtxReader().open(new InMemory(Cases.healthy()), finding -> {});

        assertThat(reader.next()).isTrue();
        var record = reader.record();
        assertThat(record.id()).isEqualTo(1);
        assertThat(record.offset()).isEqualTo(FIRST_CHUNK + 512);
        assertThat(record.ticks()).isEqualTo(LogWriter.TIME + 1);
        assertThat(record.time()).isEqualTo(Instant.parse("2024-12-30T02:40:00.000000100Z"));
        assertThat(record.origin()).isEqualTo(EvtxRecord.Origin.LOG);
        assertThat(reader.header().nextRecordId()).isEqualTo(7);
        assertThat(reader.header().majorVersion()).isEqualTo(3);
    }

    @Test
    void aFileAndAChannelThatIsNoneGiveTheSame(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("log.evtx"), Cases.healthy());

        assertThat(Reading.of(file).whole())
                .isEqualTo(Reading.of(Cases.healthy()).whole());
    }

    @Test
    void severalReadersShareALog() throws IOException {
        var log = new InMemory(Cases.healthy());
        var ids = new ArrayList<Long>();
        for (int chunk = 0; chunk < 3; chunk++) {
            var reader = new EvtxReader().open(log, chunk, 1, finding -> {});
            while (reader.next()) {
                ids.add(reader.record().id());
            }
        }

        assertThat(ids).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void fieldsAreFoundByTheirNumbersWhateverBlanksTheirNamesHold() throws IOException {
        var fields = Fields.of("Provider_Name", "ThreatName", "SeverityID", "Unknown", "EventID");
        var reader = new EvtxReader(fields)
                .open(new InMemory(Cases.ALL.get("names-with-spaces").get()), finding -> {});
        var value = new Value();

        assertThat(reader.next()).isTrue();
        var record = reader.record();
        assertThat(record.read(fields.id("Threat Name"), value)).isTrue();
        assertThat(value.text()).isEqualTo("Testdatei");
        assertThat(value.length()).isEqualTo(18);
        assertThat(record.read(fields.id("SeverityID"), value)).isTrue();
        assertThat(value.number()).isEqualTo(5);
        assertThat(record.read(fields.id("Provider_Name"), value)).isTrue();
        assertThat(value.text()).isEqualTo("KomCERT-Test");
        assertThat(record.read(fields.id("Unknown"), value)).isFalse();
        assertThat(fields.id("Never asked for")).isEqualTo(-1);
    }

    @Test
    void recordsOfTheSameTemplatesHaveTheSameForm() throws IOException {
        var reader = new EvtxReader().open(new InMemory(Cases.healthy()), finding -> {});
        var value = new Value();
        reader.next();
        var first = reader.record().form();
        int place = first.names().indexOf("TargetUserName");
        var users = new ArrayList<String>();
        do {
            assertThat(reader.record().form()).isSameAs(first);
            assertThat(reader.record().readAt(first, place, value)).isTrue();
            users.add(value.text());
        } while (reader.next());

        assertThat(first.names()).startsWith("Provider_Name", "EventID", "Level", "TimeCreated_SystemTime");
        assertThat(users).containsExactly("benutzer1", "benutzer2", "benutzer3", "benutzer4", "benutzer5", "benutzer6");
    }

    /** Much longer than any warm-up, so that what a chunk costs once vanishes and what each record costs does not. */
    @Test
    void readingFieldsMakesNoObjects() throws IOException {
        var log = new LogWriter();
        int inChunk = 0;
        while (log.position() < 64_000) {
            Cases.logon(log, ++inChunk, "benutzer" + inChunk);
        }
        var reader = new EvtxReader(Fields.of("TargetUserName", "EventID"));
        reader.open(new Endless(log.bytes(), 64L << 20), finding -> {});
        var value = new Value();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long records = 0;
        long fieldsRead = 0;
        long sum = 0;
        reader.next();
        long before = thread.getCurrentThreadAllocatedBytes();
        do {
            records++;
            for (int field = 0; field < 2; field++) {
                if (reader.record().read(field, value)) {
                    fieldsRead++;
                    sum += value.length() + value.bytes()[value.offset()];
                }
            }
        } while (reader.next());
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(records).isEqualTo(1024L * inChunk);
        assertThat(fieldsRead).isEqualTo(2 * records);
        assertThat(sum).isPositive();
        // A chunk costs the wrapper of the buffer and the shapes that are compared; a text would take 48 bytes or more.
        assertThat((double) allocated / records).as("bytes per record").isLessThan(16);
    }

    /** The same chunk again and again, as a log of 1 GiB that exists nowhere. */
    @Test
    void memoryDoesNotGrowWithTheLog() throws IOException {
        var healthy = Cases.healthy();
        var endless = new Endless(healthy, 1L << 30);
        var reader = new EvtxReader();
        long[] findings = {0};
        reader.open(endless, finding -> findings[0]++);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long records = 0;
        reader.next();
        long before = thread.getCurrentThreadAllocatedBytes();
        do {
            records++;
        } while (reader.next());
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(records).isEqualTo(3 * ((1L << 30) / 65536));
        assertThat(findings[0]).isZero();
        // Garbage only, far less than was read.
        assertThat(allocated).isLessThan((1L << 30) / 10);
    }

    @Test
    void residueIsReadWhenAskedForAndSaysSo() throws IOException {
        var log = Cases.healthy();
        // The end of the chunk moves in front of the last two records, and their numbers no longer continue.
        int second = FIRST_CHUNK + 512 + little(log).getInt(FIRST_CHUNK + 512 + 4);
        little(log).putInt(FIRST_CHUNK + 48, second - FIRST_CHUNK);
        little(log).putLong(second + 8, 900);
        var reader = new EvtxReader().withResidue(true).open(new InMemory(log), finding -> {});
        var origins = new ArrayList<String>();
        while (reader.next()) {
            origins.add(reader.record().id() + " " + reader.record().origin() + " "
                    + reader.record().isWhole());
        }

        assertThat(Reading.of(log).whole()).hasSize(4);
        assertThat(origins)
                .containsExactly(
                        "1 LOG true", "900 RESIDUE true", "3 RESIDUE true", "4 LOG true", "5 LOG true", "6 LOG true");
    }

    @Test
    void aMutationInOneChunkCostsNoRecordOfAnother() {
        long seed = Long.getLong("komcert.seed", 20_260_101L);
        var random = new Random(seed);
        var log = Cases.healthy();
        var second = Reading.of(log).whole().subList(3, 6);
        for (int round = 0; round < 2_000; round++) {
            var broken = log.clone();
            for (int mutation = random.nextInt(1, 40); mutation > 0; mutation--) {
                broken[FIRST_CHUNK + random.nextInt(random.nextBoolean() ? 65536 : 2048)] = (byte) random.nextInt();
            }
            var reading = Reading.of(broken).whole();
            assertThat(reading.subList(Math.max(0, reading.size() - 3), reading.size()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(second);
        }
    }

    @Test
    void anUnreadablePlaceIsAFindingAndTheRestIsRead() {
        var log = Cases.healthy();
        var channel = new InMemory(log) {
            @Override
            public int read(ByteBuffer into) throws IOException {
                if (position() == FIRST_CHUNK) {
                    throw new IOException("the seal of this part is broken");
                }
                return super.read(into);
            }
        };
        var reading = Reading.of(channel, false);

        assertThat(reading.whole()).hasSize(3);
        assertThat(reading.findings())
                .containsExactly(new Finding(
                        FIRST_CHUNK,
                        Finding.Kind.UNREADABLE,
                        "The chunk cannot be read: the seal of this part is broken"));
    }

    /** The part that repeats its value without end stands in a slot that the event no longer shows. */
    @Test
    void whatWouldExplodeIsRefusedAlsoWhereNoElementShowsIt() throws IOException {
        byte[] log = Cases.sizeBomb();
        int shown = 0;
        for (int at = FIRST_CHUNK; at < log.length - 4; at++) {
            if (log[at] == 0x0d && log[at + 1] == 5 && log[at + 2] == 0 && log[at + 3] == 1) {
                log[at + 1] = 99;
                shown++;
            }
        }
        assertThat(shown).as("places of the event that show the part").isPositive();

        var findings = new ArrayList<Finding.Kind>();
        var reader = new EvtxReader().open(new InMemory(log), finding -> findings.add(finding.kind()));
        long longest = 0;
        while (reader.next()) {
            var lengths = new long[1];
            reader.record().forEachField((name, value) -> lengths[0] = Math.max(lengths[0], value.length()));
            longest = Math.max(longest, lengths[0]);
        }

        assertThat(longest).as("bytes of the longest field").isLessThan(64 * 1024);
        assertThat(findings).contains(Finding.Kind.LIMIT);
    }

    @Test
    void aClosedChannelStopsReading() throws IOException {
        var channel = new InMemory(Cases.healthy()) {
            @Override
            public int read(ByteBuffer into) throws IOException {
                if (position() >= FIRST_CHUNK) {
                    throw new ClosedChannelException();
                }
                return super.read(into);
            }
        };
        var reader = new EvtxReader().open(channel, finding -> {});

        assertThatThrownBy(reader::next).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aReaderServesManyLogs() throws IOException {
        var reader = new EvtxReader();
        var counts = new ArrayList<Integer>();
        for (var name : List.of("arrays", "forwarded-event", "empty-file", "arrays")) {
            reader.open(new InMemory(Cases.ALL.get(name).get()), finding -> {});
            int count = 0;
            while (reader.next()) {
                count++;
            }
            counts.add(count);
        }

        assertThat(counts).containsExactly(2, 3, 0, 2);
    }

    private static ByteBuffer little(byte[] log) {
        return ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static final class Endless extends InMemory {

        private final byte[] header;
        private final byte[] chunk;
        private final long size;

        Endless(byte[] log, long size) {
            super(log);
            header = Arrays.copyOf(log, FIRST_CHUNK);
            chunk = Arrays.copyOfRange(log, FIRST_CHUNK, FIRST_CHUNK + 65536);
            this.size = FIRST_CHUNK + size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(ByteBuffer into) {
            if (position() >= size) {
                return -1;
            }
            boolean isHeader = position() < FIRST_CHUNK;
            var part = isHeader ? header : chunk;
            int at = (int) (isHeader ? position() : (position() - FIRST_CHUNK) % 65536);
            int count = Math.min(into.remaining(), part.length - at);
            into.put(part, at, count);
            position(position() + count);
            return count;
        }
    }
}
