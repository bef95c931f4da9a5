package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The structure of a template or of an inline fragment, written so that it no longer depends on the chunk it lay in:
 * names stand in it instead of their offsets. Two templates with equal shapes render equally, which a GUID alone does
 * not promise.
 *
 * <p>A shape is a sequence of steps. Texts are a two-byte count of UTF-16 units and the units.
 *
 * @param bytes the steps
 */
record Shape(byte[] bytes) {

    /** Two-byte slot it depends on or {@link #NO_DEPENDENCY}, name. */
    static final int OPEN = 1;
    /** Name. What follows until another attribute, content or the end is its value. */
    static final int ATTRIBUTE = 2;
    /** The start tag is complete and content follows. */
    static final int CONTENT = 3;

    static final int END = 4;
    /** Text. */
    static final int TEXT = 5;
    /** Two-byte slot, one byte that is 1 where nothing stands for a null. */
    static final int SLOT = 6;
    /** Text of a processing instruction. */
    static final int INSTRUCTION = 7;

    static final int NO_DEPENDENCY = 0xffff;

    /**
     * What stands for a record whose template is lost: its number, its time, and its values without names. The number
     * and the time are the two slots behind the values.
     */
    static Shape ofLostTemplate(int values, boolean insideAnother) {
        var sink = new ByteSink(256 + values * 32);
        if (!insideAnother) {
            open(sink, "Event");
            sink.ascii(CONTENT);
        }
        open(sink, "RecoveredValues");
        text(sink, ATTRIBUTE, "EventRecordID");
        slot(sink, values);
        text(sink, ATTRIBUTE, "TimeCreated");
        slot(sink, values + 1);
        sink.ascii(CONTENT);
        for (int value = 0; value < values; value++) {
            open(sink, "Value");
            sink.ascii(CONTENT);
            slot(sink, value);
            sink.ascii(END);
        }
        sink.ascii(END);
        if (!insideAnother) {
            sink.ascii(END);
        }
        return new Shape(Arrays.copyOf(sink.bytes, sink.length));
    }

    private static void open(ByteSink sink, String name) {
        sink.ascii(OPEN);
        sink.u16(NO_DEPENDENCY);
        text(sink, name);
    }

    private static void slot(ByteSink sink, int index) {
        sink.ascii(SLOT);
        sink.u16(index);
        sink.ascii(0);
    }

    private static void text(ByteSink sink, int step, String text) {
        sink.ascii(step);
        text(sink, text);
    }

    static void text(ByteSink sink, String text) {
        sink.u16(text.length());
        sink.raw(text.getBytes(StandardCharsets.UTF_16LE));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(bytes, shape.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
