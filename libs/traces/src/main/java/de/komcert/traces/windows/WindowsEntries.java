package de.komcert.traces.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;

import de.komcert.evtx.EvtxReader;
import de.komcert.evtx.Finding;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Problem;

/**
 * Reads the records of Windows event logs. One of these serves one thread and many logs, and keeps what it has learnt of
 * their templates.
 *
 * <p>A log can be read in parts of some chunks each. What a record lost with its chunk is looked for in its own part, so
 * whoever wants the same result each time divides a log in the same way each time.
 */
public final class WindowsEntries implements EntryReader {

    /** Bytes before the first chunk. */
    public static final int FILE_HEADER = 4096;
    /** Bytes of a chunk. */
    public static final int CHUNK = 65536;

    private final EvtxReader reader = new EvtxReader();
    private final WindowsEntry entry;

    /** @param pipeline tells the source of an event by its channel where the event itself does not let a detector look */
    public WindowsEntries(Pipeline pipeline) {
        this.entry = new WindowsEntry(reader.record(), pipeline);
    }

    /**
     * Whether records from earlier uses of the space are read as well, which say so by {@link Entry#isResidue}. Of one whose
     * template is lost the values are there without names.
     */
    public WindowsEntries withResidue(boolean wanted) {
        reader.withResidue(wanted);
        entry.tellsResidue(wanted);
        return this;
    }

    /** How many chunks a log of this size has, a broken one at its end included; at least one. */
    public static long chunks(long size) {
        return Math.max(1, (size - FILE_HEADER + CHUNK - 1) / CHUNK);
    }

    /**
     * Begins with some chunks of a log.
     *
     * @param first number of the first chunk, counted from 0
     * @param count how many
     * @param problems gets each problem when it is met
     */
    public WindowsEntries open(SeekableByteChannel log, long first, long count, Consumer<Problem> problems)
            throws IOException {
        reader.open(log, first, count, finding -> problems.accept(problem(finding)));
        return this;
    }

    private static Problem problem(Finding finding) {
        return new Problem(
                finding.kind().name(),
                finding.message(),
                finding.offset(),
                finding.kind().costsContent());
    }

    @Override
    public boolean next() throws IOException {
        if (!reader.next()) {
            return false;
        }
        entry.moved();
        return true;
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
