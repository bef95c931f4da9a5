package de.komcert.traces.census;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;

import de.komcert.sigma.LogSource;
import org.jspecify.annotations.Nullable;

/** A census as bytes. The same census gives the same bytes. */
final class CensusCodec {

    private static final int LONGEST = 1 << 24;

    private CensusCodec() {}

    static void write(Census census, DataOutput out) throws IOException {
        out.writeLong(census.beyond);
        out.writeBoolean(census.hasMoreGaps);
        out.writeInt(census.tallies.size());
        for (var tally : census.tallies.values()) {
            write(tally, out);
        }
        out.writeInt(census.strands.size());
        for (var strand : census.strands.values()) {
            write(strand, out);
        }
        out.writeInt(census.marks.size());
        for (var mark : census.marks.values()) {
            write(mark, out);
        }
    }

    static Census read(DataInput in) throws IOException {
        var census = new Census();
        census.beyond = in.readLong();
        census.hasMoreGaps = in.readBoolean();
        for (int i = in.readInt(); i > 0; i--) {
            tally(census, in);
        }
        for (int i = in.readInt(); i > 0; i--) {
            strand(census, in);
        }
        for (int i = in.readInt(); i > 0; i--) {
            var mark = mark(in);
            census.marks.open(mark, same -> same);
        }
        return census;
    }

    // ---- kinds ----

    private static void write(Tally tally, DataOutput out) throws IOException {
        var key = tally.key;
        write(key.host(), out);
        write(key.source().product(), out);
        write(key.source().category(), out);
        write(key.source().service(), out);
        write(key.channel(), out);
        write(key.provider(), out);
        write(key.eventId(), out);
        out.writeByte(key.stated());
        out.writeLong(tally.count);
        out.writeLong(tally.first);
        out.writeLong(tally.last);
        out.writeBoolean(tally.moreFields);
        out.writeInt(tally.fields.size());
        for (var field : new TreeSet<>(tally.fields)) {
            write(field, out);
        }
    }

    private static void tally(Census census, DataInput in) throws IOException {
        var host = text(in);
        var source = LogSource.of(optional(in), optional(in), optional(in));
        var key = new Tally.Key(host, source, text(in), text(in), text(in), in.readByte());
        var tally = new Tally(key);
        tally.count = in.readLong();
        tally.first = in.readLong();
        tally.last = in.readLong();
        tally.moreFields = in.readBoolean();
        for (int i = in.readInt(); i > 0; i--) {
            tally.fields.add(text(in));
        }
        census.tallies.open(key, same -> tally);
    }

    // ---- gaps ----

    private static void write(Strand strand, DataOutput out) throws IOException {
        out.writeByte(strand.key.numbers().ordinal());
        write(strand.key.file(), out);
        write(strand.key.host(), out);
        write(strand.key.channel(), out);
        out.writeBoolean(strand.stretches.hasMore());
        out.writeInt(strand.stretches.all().size());
        for (var stretch : strand.stretches.all()) {
            out.writeLong(stretch.from);
            out.writeLong(stretch.to);
            write(stretch.first, out);
            write(stretch.last, out);
        }
        out.writeInt(strand.stretches.stepsBack().size());
        for (var step : strand.stretches.stepsBack()) {
            out.writeLong(step.number());
            out.writeLong(step.before());
            out.writeLong(step.after());
            write(step.host(), out);
            write(step.place(), out);
        }
    }

    private static void strand(Census census, DataInput in) throws IOException {
        var numbers = one(Strand.Numbers.values(), in);
        var strand = new Strand(new Strand.Key(numbers, text(in), text(in), text(in)));
        if (in.readBoolean()) {
            strand.stretches.markMore();
        }
        for (int i = in.readInt(); i > 0; i--) {
            strand.stretches.append(new Stretches.Stretch(in.readLong(), in.readLong(), end(in), end(in)));
        }
        for (int i = in.readInt(); i > 0; i--) {
            strand.stretches.append(
                    new Stretches.StepBack(in.readLong(), in.readLong(), in.readLong(), text(in), place(in)));
        }
        census.strands.open(strand.key, same -> strand);
    }

    private static void write(Stretches.End end, DataOutput out) throws IOException {
        out.writeLong(end.time);
        write(end.place(), out);
        write(end.host, out);
    }

    private static Stretches.End end(DataInput in) throws IOException {
        return new Stretches.End(in.readLong(), text(in), in.readLong(), text(in));
    }

    private static void write(Mark mark, DataOutput out) throws IOException {
        out.writeByte(mark.meaning().ordinal());
        write(mark.host(), out);
        write(mark.channel(), out);
        out.writeLong(mark.time());
        out.writeLong(mark.shift());
        write(mark.place(), out);
        out.writeInt(mark.said().size());
        for (var said : mark.said().entrySet()) {
            write(said.getKey(), out);
            write(said.getValue(), out);
        }
    }

    private static Mark mark(DataInput in) throws IOException {
        var meaning = one(Mark.Meaning.values(), in);
        var host = text(in);
        var channel = text(in);
        long time = in.readLong();
        long shift = in.readLong();
        var place = place(in);
        var said = new TreeMap<String, String>();
        for (int i = in.readInt(); i > 0; i--) {
            said.put(text(in), text(in));
        }
        return new Mark(meaning, host, channel, time, shift, place, said);
    }

    private static void write(Place place, DataOutput out) throws IOException {
        write(place.file(), out);
        out.writeLong(place.record());
    }

    private static Place place(DataInput in) throws IOException {
        return new Place(text(in), in.readLong());
    }

    // ---- texts ----

    private static <T> T one(T[] all, DataInput in) throws IOException {
        int number = in.readUnsignedByte();
        if (number >= all.length) {
            throw new StreamCorruptedException("No such kind: " + number);
        }
        return all[number];
    }

    private static void write(@Nullable String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        // Not UTF-8: a half surrogate pair has to come back as it was.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInput in) throws IOException {
        var text = optional(in);
        if (text == null) {
            throw new StreamCorruptedException("A text is missing");
        }
        return text;
    }

    private static @Nullable String optional(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > LONGEST) {
            throw new StreamCorruptedException("A text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_16BE);
    }
}
