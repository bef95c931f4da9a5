package de.komcert.evtx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What is quick when JSON is written must write what the plain way writes. */
class JsonProgramTests {

    private static final String FEW = "aZ0 äß€\ud83d\ude00\ud83d\ude00\"\\\n\r\t\u0000\u0001\u007f\u0080\u00ff\uffff";

    @TestFactory
    Stream<DynamicTest> stepsWriteWhatTheTreeSaysForEveryCase() {
        return Cases.ALL.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> compare(new InMemory(entry.getValue().get()))));
    }

    @Test
    void stepsWriteWhatTheTreeSaysForEveryRealLog() throws IOException {
        long records = 0;
        for (Path log : SharedData.logs("evtx")) {
            try (var channel = FileChannel.open(log)) {
                records += compare(channel);
            }
        }
        assertThat(records).isGreaterThan(17_000);
    }

    private static long compare(SeekableByteChannel log) throws IOException {
        var reader = new EvtxReader().withResidue(true).open(log, finding -> {});
        var quick = new JsonWriter();
        var plain = new JsonWriter(true);
        long records = 0;
        while (reader.next()) {
            assertThat(quick.clear().append(reader.record()).toString())
                    .isEqualTo(plain.clear().append(reader.record()).toString());
            records++;
        }
        return records;
    }

    @Test
    void eightCharactersAtOnceAreEscapedLikeOneAfterTheOther() {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var quick = new ByteSink(0);
        var plain = new ByteSink(0);
        for (int round = 0; round < 20_000; round++) {
            var units = new char[random.nextInt(40)];
            for (int i = 0; i < units.length; i++) {
                units[i] = random.nextInt(4) == 0 ? FEW.charAt(random.nextInt(FEW.length())) : 'a';
            }
            byte[] text = Utf16.bytes(new String(units));
            int from = 2 * random.nextInt(units.length + 1);
            int end = from + random.nextInt(text.length - from + 1);
            quick.clear();
            quick.quoted(text, from, end);
            plain.clear();
            plain.ascii('"');
            plain.text(Escape.JSON, text, from, end);
            plain.ascii('"');

            assertThat(quick.copy()).as("seed %d, round %d", seed, round).isEqualTo(plain.copy());
        }
    }
}
