package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A stored timeline, open for reading anywhere; a few blocks of it are in memory at a time. For one thread. */
final class TimelineFile implements Closeable {

    static final byte[] MAGIC = "KOMCERT events1\n".getBytes(StandardCharsets.US_ASCII);

    /** Every so many events the index names the place of one. */
    static final int BLOCK = 256;

    /** So many blocks are in memory: several parts of a timeline may be read by turns. */
    private static final int LATELY = 32;

    private static final int MARK = 2 * Long.BYTES;
    private static final int NUMBERS = 7 * Long.BYTES;

    private final SeekableByteChannel channel;
    private final TimelineSpan span;
    private final List<String> words;
    /** When the first event of each block happened. */
    private final long[] times;
    /** Where each block begins, and where the last one ends. */
    private final long[] places;

    private final Map<Long, StoredBlock> lately = new Lately<>(LATELY);
    private long unsealed;

    private TimelineFile(
            SeekableByteChannel channel, TimelineSpan span, List<String> words, long[] times, long[] places) {
        this.channel = channel;
        this.span = span;
        this.words = words;
        this.times = times;
        this.places = places;
    }

    /**
     * Opens it; closes the channel with itself, or where it cannot be opened.
     *
     * @throws IOException when it cannot be read, or is no timeline
     */
    static TimelineFile open(SeekableByteChannel channel) throws IOException {
        try {
            long end = channel.size() - NUMBERS - MAGIC.length;
            var tail = Unpacking.of(read(channel, end, NUMBERS + MAGIC.length));
            long dictionary = tail.fixed();
            int count = (int) tail.fixed();
            long index = tail.fixed();
            var span = new TimelineSpan(tail.fixed(), tail.fixed(), tail.fixed(), tail.fixed());
            var magic = new byte[MAGIC.length];
            tail.bytes().get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new StreamCorruptedException("not a timeline");
            }
            var texts = Unpacking.of(read(channel, dictionary, (int) (index - dictionary)));
            var words = new ArrayList<String>(count);
            for (int i = 0; i < count; i++) {
                words.add(texts.text());
            }
            int blocks = Math.toIntExact((span.events() + BLOCK - 1) / BLOCK);
            var marks = Unpacking.of(read(channel, index, blocks * MARK));
            var times = new long[blocks];
            var places = new long[blocks + 1];
            for (int i = 0; i < blocks; i++) {
                times[i] = marks.fixed();
                places[i] = marks.fixed();
            }
            places[blocks] = dictionary;
            return new TimelineFile(channel, span, words, times, places);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    TimelineSpan span() {
        return span;
    }

    /** How many events stand before that time, those included that tell none. */
    long before(long ticks) throws IOException {
        int low = 0;
        int high = times.length; // the first block that begins at that time or later lies in low to high
        while (low < high) {
            int middle = low + high >>> 1;
            if (times[middle] < ticks) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return 0;
        }
        var block = block(low - 1);
        int place = 0;
        while (place < block.size() && block.ticks(place) < ticks) {
            place++;
        }
        return (low - 1L) * BLOCK + place;
    }

    TimelineEvent event(long position) throws IOException {
        return block(position / BLOCK).event((int) (position % BLOCK));
    }

    /** When the event at that position happened, as its log says. */
    long ticks(long position) throws IOException {
        return block(position / BLOCK).ticks((int) (position % BLOCK));
    }

    String host(long position) throws IOException {
        return block(position / BLOCK).host((int) (position % BLOCK));
    }

    /** The dictionary; the number of a word is one more than its place. */
    List<String> words() {
        return words;
    }

    /** How many bytes of blocks were read so far; some more than once. */
    long unsealed() {
        return unsealed;
    }

    StoredBlock block(long number) throws IOException {
        var block = lately.get(number);
        if (block == null) {
            long from = places[(int) number];
            int length = (int) (places[(int) number + 1] - from);
            block = StoredBlock.of(number, read(channel, from, length), words);
            unsealed += length;
            lately.put(number, block);
        }
        return block;
    }

    private static byte[] read(SeekableByteChannel channel, long from, int length) throws IOException {
        if (from < 0 || length < 0 || from + length > channel.size()) {
            throw new StreamCorruptedException("not a timeline");
        }
        var bytes = ByteBuffer.allocate(length);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
