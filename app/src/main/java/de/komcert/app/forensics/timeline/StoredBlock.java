package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Events that stand one after the other in a file; each is read when it is asked for. */
final class StoredBlock {

    private final long number;
    private final byte[] bytes;
    private final int[] starts;
    private final List<String> words;
    private int @Nullable [] numbers;

    /** The words of an event, in the order in which they stand in it. */
    enum Word {
        HOST,
        CHANNEL,
        PROVIDER,
        EVENT_ID,
        TYPE,
        FILE
    }

    private static final int WORDS = Word.values().length;

    private StoredBlock(long number, byte[] bytes, int[] starts, List<String> words) {
        this.number = number;
        this.bytes = bytes;
        this.starts = starts;
        this.words = words;
    }

    /**
     * Finds where each event begins.
     *
     * @param number of the block, from 0
     * @param words the dictionary
     * @throws IOException when these are no events
     */
    static StoredBlock of(long number, byte[] bytes, List<String> words) throws IOException {
        return reading(number, () -> {
            var starts = new int[TimelineFile.BLOCK];
            int count = 0;
            var in = Unpacking.of(bytes);
            while (!in.isEnd()) {
                starts[count++] = in.bytes().position();
                int length = (int) in.number();
                in.bytes().position(in.bytes().position() + length);
            }
            return new StoredBlock(number, bytes, Arrays.copyOf(starts, count), words);
        });
    }

    int size() {
        return starts.length;
    }

    /** When one of them happened, as its log says. */
    long ticks(int place) throws IOException {
        return reading(number, () -> {
            var in = at(place);
            in.number();
            return in.fixed();
        });
    }

    String host(int place) throws IOException {
        return reading(number, () -> {
            var in = at(place);
            in.number();
            in.fixed();
            return word(in);
        });
    }

    /** The number of a word of an event in the dictionary, or 0 where it is written out. */
    int number(int place, Word word) throws IOException {
        if (numbers == null) {
            numbers = reading(number, this::numbers);
        }
        return numbers[place * WORDS + word.ordinal()];
    }

    private int[] numbers() {
        var all = new int[starts.length * WORDS];
        for (int place = 0; place < starts.length; place++) {
            var in = at(place);
            in.number();
            in.fixed();
            for (int word = 0; word < WORDS; word++) {
                int known = (int) in.number();
                all[place * WORDS + word] = Objects.checkIndex(known, words.size() + 1);
                if (known == 0) {
                    in.text();
                }
            }
        }
        return all;
    }

    /** Where each event begins in what is {@link #folded}. */
    int[] starts() {
        return starts;
    }

    /** All events as texts are sought in them. */
    String folded() {
        return Sought.folded(bytes);
    }

    TimelineEvent event(int place) throws IOException {
        return reading(number, () -> {
            var in = at(place);
            int length = (int) in.number();
            int end = in.bytes().position() + length;
            long position = number * TimelineFile.BLOCK + place;
            return new TimelineEvent(
                    position,
                    position,
                    in.fixed(),
                    0,
                    word(in),
                    word(in),
                    word(in),
                    word(in),
                    word(in),
                    word(in),
                    in.number(),
                    in.textUntil(end));
        });
    }

    private Unpacking at(int place) {
        return new Unpacking(ByteBuffer.wrap(bytes).position(starts[place]));
    }

    private String word(Unpacking in) {
        int number = (int) in.number();
        return number == 0 ? in.text() : words.get(number - 1);
    }

    private interface Part<T> {
        T read();
    }

    private static <T> T reading(long number, Part<T> part) throws IOException {
        try {
            return part.read();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException broken) {
            throw new IOException("Block " + number + " of a timeline is broken", broken);
        }
    }
}
