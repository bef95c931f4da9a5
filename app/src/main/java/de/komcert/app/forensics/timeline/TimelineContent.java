package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.logs.Stop;
import de.komcert.traces.Entry;

/** The bytes of a timeline, made as they are read from events in their order. */
final class TimelineContent extends InputStream {

    private static final int CHUNK = 1 << 16;

    private final Sorting.Sorted lines;
    private final Masking masking;
    private final Stop stop;
    private final Words words;
    private final Packing packing = new Packing();
    private final Packing index = new Packing();
    private byte[] made = TimelineFile.MAGIC;
    private int read;
    private long before;
    private long events;
    private long untimed;
    private long first = Entry.NO_TIME;
    private long last = Entry.NO_TIME;
    private boolean isComplete;

    TimelineContent(Sorting.Sorted lines, Masking masking, Stop stop) {
        this.lines = lines;
        this.masking = masking;
        this.stop = stop;
        this.words = new Words(masking);
    }

    /** What was written; once all of it was read. */
    TimelineSpan span() {
        return new TimelineSpan(events, untimed, first, last);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        while (read == made.length) {
            if (isComplete) {
                return -1;
            }
            before += made.length;
            read = 0;
            made = more();
        }
        int some = Math.min(length, made.length - read);
        System.arraycopy(made, read, into, offset, some);
        read += some;
        return some;
    }

    private byte[] more() throws IOException {
        stop.check();
        while (packing.length() < CHUNK) {
            var line = lines.next();
            if (line == null) {
                end();
                break;
            }
            write(line);
        }
        return packing.take();
    }

    private void write(Sorting.Line line) {
        if (events % TimelineFile.BLOCK == 0) {
            index.fixed(line.time());
            index.fixed(before + packing.length());
        }
        events++;
        if (line.time() == Entry.NO_TIME) {
            untimed++;
        } else {
            first = first == Entry.NO_TIME ? line.time() : first;
            last = line.time();
        }
        var event = MaskedLine.of(line.bytes(), masking, words);
        var record = new Packing();
        record.fixed(line.time());
        words.refer(event.host(), record);
        words.refer(event.channel(), record);
        words.refer(event.provider(), record);
        words.refer(event.eventId(), record);
        words.refer(event.type(), record);
        words.refer(event.file(), record);
        record.number(event.record());
        record.add(event.text().getBytes(StandardCharsets.UTF_8));
        packing.number(record.length());
        packing.add(record.take());
    }

    private void end() {
        long dictionary = before + packing.length();
        words.write(packing);
        long indexed = before + packing.length();
        packing.add(index.take());
        packing.fixed(dictionary);
        packing.fixed(words.count());
        packing.fixed(indexed);
        packing.fixed(events);
        packing.fixed(untimed);
        packing.fixed(first);
        packing.fixed(last);
        packing.add(TimelineFile.MAGIC);
        isComplete = true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
