package de.komcert.logs;

import java.util.ArrayList;
import java.util.List;

import de.komcert.traces.windows.WindowsEntries;

/**
 * A piece of the input that one thread reads at a time.
 *
 * @param first number of its first chunk
 * @param chunks how many
 */
public record Part(Input input, long first, long chunks) {

    /** 2 MiB: large enough that nobody waits for the next one, and the same for every number of threads. */
    static final int CHUNKS = 32;

    /** The parts of all inputs, in their order. */
    public static List<Part> of(List<Input> inputs) {
        var parts = new ArrayList<Part>();
        for (var input : inputs) {
            if (input.format() != Format.WINDOWS) {
                parts.add(new Part(input, 0, 1));
                continue;
            }
            long chunks = WindowsEntries.chunks(input.size());
            for (long first = 0; first < chunks; first += CHUNKS) {
                parts.add(new Part(input, first, Math.min(CHUNKS, chunks - first)));
            }
        }
        return parts;
    }

    /** Its share of the file's bytes. */
    public long bytes() {
        return input.format() != Format.WINDOWS ? input.size() : chunkBytes();
    }

    private long chunkBytes() {
        return end() - (first == 0 ? 0 : WindowsEntries.FILE_HEADER + first * WindowsEntries.CHUNK);
    }

    private long end() {
        return Math.min(input.size(), WindowsEntries.FILE_HEADER + (first + chunks) * WindowsEntries.CHUNK);
    }
}
