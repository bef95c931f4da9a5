package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stored timeline, open for reading anywhere; one block of it is in memory at a time. For one thread. */
final class TimelineFile implements Closeable {

    static final byte[] MAGIC = "KOMCERT events1\n".getBytes(StandardCharsets.US_ASCII);

    /** Every so many events the index names the place of one. */
    static final int BLOCK = 256;

    private static final int MARK = 2 * Long.BYTES;
    private static final int NUMBERS = 7 * Long.BYTES;

    private final SeekableByteChannel channel;
    private final long dictionary;
    private final long index;
    private final TimelineSpan span;
    private final List<String> words;
    private long loaded = -1;
    private List<TimelineEvent> block = List.of();

    private TimelineFile(
            SeekableByteChannel channel, long dictionary, long index, TimelineSpan span, List<String> words) {
        this.channel = channel;
        this.dictionary = dictionary;
        this.index = index;
        this.span = span;
        this.words = words;
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
            return new TimelineFile(channel, dictionary, index, span, words);
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
        long low = 0;
        long high = blocks(); // the first block that begins at that time or later lies in low to high
        while (low < high) {
            long middle = low + high >>> 1;
            if (mark(middle).fixed() < ticks) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return 0;
        }
        for (var event : block(low - 1)) {
            if (event.ticks() >= ticks) {
                return event.position();
            }
        }
        return Math.min(low * BLOCK, span.events());
    }

    TimelineEvent event(long position) throws IOException {
        return block(position / BLOCK).get((int) (position % BLOCK));
    }

    private long blocks() {
        return (span.events() + BLOCK - 1) / BLOCK;
    }

    private List<TimelineEvent> block(long number) throws IOException {
        if (number != loaded) {
            block = unpacked(number);
            loaded = number;
        }
        return block;
    }

    private List<TimelineEvent> unpacked(long number) throws IOException {
        long from = place(number);
        long end = number + 1 < blocks() ? place(number + 1) : dictionary;
        var in = Unpacking.of(read(channel, from, (int) (end - from)));
        var events = new ArrayList<TimelineEvent>(BLOCK);
        try {
            while (!in.isEnd()) {
                int length = (int) in.number();
                int until = in.bytes().position() + length;
                events.add(new TimelineEvent(
                        number * BLOCK + events.size(),
                        in.fixed(),
                        word(in),
                        word(in),
                        word(in),
                        word(in),
                        word(in),
                        word(in),
                        in.number(),
                        in.textUntil(until)));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new IOException("Block " + number + " of a timeline is broken", broken);
        }
        return events;
    }

    private String word(Unpacking in) {
        int number = (int) in.number();
        return number == 0 ? in.text() : words.get(number - 1);
    }

    private long place(long number) throws IOException {
        var mark = mark(number);
        mark.fixed();
        return mark.fixed();
    }

    private Unpacking mark(long number) throws IOException {
        return Unpacking.of(read(channel, index + number * MARK, MARK));
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
