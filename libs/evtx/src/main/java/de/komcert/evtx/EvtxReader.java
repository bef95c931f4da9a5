package de.komcert.evtx;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads the records of event logs one after the other. One reader serves one thread and many logs: it keeps its buffer
 * and its compiled templates, so that its memory depends neither on the size of a log nor on their number.
 *
 * <pre>{@code
 * var fields = Fields.of("EventID", "CommandLine");
 * var reader = new EvtxReader(fields);
 * var value = new Value();
 * reader.open(channel, findings::add);
 * while (reader.next()) {
 *     if (reader.record().read(fields.id("CommandLine"), value)) {
 *         match(value.bytes(), value.offset(), value.length());
 *     }
 * }
 * }</pre>
 */
public final class EvtxReader {

    private final Problems problems = new Problems();
    private final Templates templates;
    private final RecordReader records;
    private final Chunk chunk = new Chunk(problems);
    private final EvtxRecord record = new EvtxRecord();
    private final byte[] headerBytes = new byte[FileHeader.SIZE];

    private @Nullable ByteSource source;
    private FileHeader header = new FileHeader(0, 0, 0, 0, 0, 0, false, false);
    private boolean residue;
    private boolean inChunk;
    private long chunkOffset;
    private long nextOffset;
    private long endOffset;

    /** A reader for those who want these fields by their numbers. */
    public EvtxReader(Fields fields) {
        templates = new Templates(fields);
        records = new RecordReader(templates, problems);
    }

    /** A reader for those who want whole records. */
    public EvtxReader() {
        this(Fields.NONE);
    }

    /** Whether records from earlier uses of the space are read as well; they say so by their origin. */
    public EvtxReader withResidue(boolean wanted) {
        residue = wanted;
        return this;
    }

    /**
     * Begins with a log. Whatever is wrong with its content becomes a finding.
     *
     * @param findings gets each problem when it is met
     * @throws IOException if not even its beginning can be read
     */
    public EvtxReader open(SeekableByteChannel channel, Consumer<Finding> findings) throws IOException {
        problems.listener(findings);
        var opened = new ByteSource(channel);
        source = opened;
        Arrays.fill(headerBytes, (byte) 0);
        int length = opened.read(0, headerBytes, FileHeader.SIZE);
        header = FileHeader.read(headerBytes, length, problems);
        templates.enterFile();
        inChunk = false;
        nextOffset = FileHeader.SIZE;
        endOffset = opened.size();
        return this;
    }

    /**
     * Begins with some chunks of a log only, so that several threads can share one.
     *
     * @param first number of the first chunk, counted from 0
     * @param count how many
     */
    public EvtxReader open(SeekableByteChannel channel, long first, long count, Consumer<Finding> findings)
            throws IOException {
        open(channel, first == 0 ? findings : finding -> {});
        problems.listener(findings);
        nextOffset = FileHeader.SIZE + first * Chunk.SIZE;
        endOffset = Math.min(endOffset, nextOffset + count * Chunk.SIZE);
        return this;
    }

    /** What the beginning of the log says about it. */
    public FileHeader header() {
        return header;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end of the log
     * @throws IOException only if the channel was closed, as an interrupted thread does
     */
    public boolean next() throws IOException {
        while (true) {
            if (inChunk && chunk.next()) {
                records.read(chunk.data, chunk.at, chunk.size, record);
                record.offset = chunkOffset + chunk.at;
                record.origin = chunk.origin;
                return true;
            }
            if (source == null || nextOffset >= endOffset) {
                return false;
            }
            load(source);
        }
    }

    /** The record reached by {@link #next()}. It is the same object for all of them. */
    public EvtxRecord record() {
        return record;
    }

    private void load(ByteSource from) throws IOException {
        chunkOffset = nextOffset;
        nextOffset += Chunk.SIZE;
        problems.base(chunkOffset);
        inChunk = false;
        int length;
        try {
            length = from.read(chunkOffset, chunk.data, Chunk.SIZE);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            problems.report(Finding.Kind.UNREADABLE, 0, "The chunk cannot be read: " + e.getMessage());
            return;
        }
        if (length < Chunk.SIZE) {
            problems.report(Finding.Kind.TRUNCATED, length, "The file ends inside a chunk");
        }
        if (chunk.enter(length, residue)) {
            templates.enter(chunk.data);
            inChunk = true;
        }
    }
}
