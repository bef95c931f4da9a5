package de.komcert.evtx;

import java.util.Arrays;

/**
 * Reads BinXML tokens and writes the {@link Shape} they describe.
 *
 * <p>In a fragment that is not a template the texts lie between the tokens. They become slots as if a template had
 * been filled with them, so that a forwarded event, which has no template, is compiled once and not for each record.
 * Only what a {@code Name} attribute says stays in the shape, since it names fields.
 */
final class ShapeReader {

    static final int END_OF_FRAGMENT = 0x00;
    static final int OPEN_ELEMENT = 0x01;
    private static final int CLOSE_START = 0x02;
    private static final int CLOSE_EMPTY = 0x03;
    private static final int END_ELEMENT = 0x04;
    private static final int VALUE = 0x05;
    private static final int ATTRIBUTE = 0x06;
    private static final int CDATA = 0x07;
    private static final int CHARACTER = 0x08;
    private static final int ENTITY = 0x09;
    static final int INSTRUCTION_TARGET = 0x0a;
    private static final int INSTRUCTION_DATA = 0x0b;
    static final int TEMPLATE_INSTANCE = 0x0c;
    private static final int SLOT = 0x0d;
    private static final int OPTIONAL_SLOT = 0x0e;
    static final int FRAGMENT = 0x0f;
    /** Tells that more of the same follows; which token comes next says that too. */
    private static final int MORE = 0x40;

    static final int MAX_DEPTH = 256;
    private static final int MAX_SHAPE = 256 * 1024;
    private static final int MAX_SLOTS = 16 * 1024;

    /** Where among the parts of a document the next token stands. */
    private enum Place {
        OUTSIDE,
        TAG,
        ATTRIBUTE,
        CONTENT;

        boolean isInTag() {
            return this == TAG || this == ATTRIBUTE;
        }
    }

    private final ByteSink shape = new ByteSink(4096);
    private byte[] data = {};
    private int at;
    private int end;
    private boolean template;
    private boolean naming;

    /** The texts of an inline fragment as slots. */
    int slots;

    int[] offsets = new int[64];
    int[] lengths = new int[64];
    byte[] types = new byte[64];

    static int token(byte[] data, int at) {
        return data[at] & 0xff & ~MORE;
    }

    /** The shape of the template whose tokens begin here. */
    Shape template(byte[] chunk, int from, int to) throws Malformed {
        read(chunk, from, to, true);
        if (shape.length == 0) {
            throw Malformed.at(from, "the template is empty");
        }
        return shape();
    }

    /** The shape of one inline element or instruction; {@link #at()} is then behind it. */
    Shape inline(byte[] chunk, int from, int to) throws Malformed {
        read(chunk, from, to, false);
        return shape();
    }

    int at() {
        return at;
    }

    private Shape shape() {
        return new Shape(Arrays.copyOf(shape.bytes, shape.length));
    }

    private void begin(byte[] chunk, int from, int to, boolean isTemplate) {
        data = chunk;
        at = from;
        end = to;
        template = isTemplate;
        naming = false;
        slots = 0;
        shape.clear();
    }

    private void read(byte[] chunk, int from, int to, boolean isTemplate) throws Malformed {
        begin(chunk, from, to, isTemplate);
        var place = Place.OUTSIDE;
        int depth = 0;
        boolean done = false;
        while (!done) {
            if (shape.length > MAX_SHAPE) {
                throw Malformed.limit(from, "the structure is larger than " + MAX_SHAPE + " bytes");
            }
            if (at >= end && depth == 0 && shape.length > 0) {
                return;
            }
            need(1);
            int token = token(data, at++);
            switch (token) {
                case END_OF_FRAGMENT -> done = depth == 0;
                case FRAGMENT -> skip(3);
                case OPEN_ELEMENT -> {
                    allow(!place.isInTag(), "an element inside a start tag");
                    open();
                    place = Place.TAG;
                    if (++depth > MAX_DEPTH) {
                        throw Malformed.limit(at, "elements are nested deeper than " + MAX_DEPTH);
                    }
                }
                case ATTRIBUTE -> {
                    allow(place.isInTag(), "an attribute outside a start tag");
                    attribute();
                    place = Place.ATTRIBUTE;
                }
                case CLOSE_START -> {
                    allow(place.isInTag(), "the end of a start tag without its beginning");
                    shape.ascii(Shape.CONTENT);
                    place = Place.CONTENT;
                    naming = false;
                }
                case CLOSE_EMPTY, END_ELEMENT -> {
                    boolean empty = token == CLOSE_EMPTY;
                    allow(
                            empty ? place.isInTag() : place == Place.CONTENT,
                            "the end of an element without its beginning");
                    shape.ascii(Shape.END);
                    naming = false;
                    depth--;
                    place = depth == 0 ? Place.OUTSIDE : Place.CONTENT;
                    done = depth == 0 && !template;
                }
                case VALUE, CDATA, CHARACTER, ENTITY, SLOT, OPTIONAL_SLOT -> {
                    allow(place == Place.ATTRIBUTE || place == Place.CONTENT, "text outside an element");
                    content(token);
                }
                case INSTRUCTION_TARGET -> {
                    allow(!place.isInTag(), "an instruction inside a start tag");
                    instruction();
                    done = depth == 0 && !template;
                }
                default -> throw Malformed.at(at - 1, "no such token: " + Malformed.hex(token));
            }
        }
    }

    private void allow(boolean allowed, String problem) throws Malformed {
        if (!allowed) {
            throw Malformed.at(at - 1, problem);
        }
    }

    /** Only in a template an element says which slot it depends on. */
    private void open() throws Malformed {
        int dependency = template ? u16() : Shape.NO_DEPENDENCY;
        skip(4); // the size of the element, which its tokens say as well
        boolean hasAttributes = (data[at - (template ? 7 : 5)] & MORE) != 0;
        shape.ascii(Shape.OPEN);
        shape.u16(dependency);
        name();
        if (hasAttributes) {
            skip(4); // the size of its attributes
        }
    }

    private void attribute() throws Malformed {
        shape.ascii(Shape.ATTRIBUTE);
        int start = shape.length;
        name();
        naming = shape.length - start == 10
                && LittleEndian.i64(shape.bytes, start + 2) == 0x0065_006d_0061_004eL; // "Name"
    }

    private void content(int token) throws Malformed {
        switch (token) {
            case VALUE -> value();
            case SLOT, OPTIONAL_SLOT -> {
                int slot = u16();
                skip(1); // the declared type; each record says its own
                if (!template) {
                    throw Malformed.at(at, "a slot outside a template");
                }
                if (slot >= MAX_SLOTS) {
                    throw Malformed.limit(at, "a template has more than " + MAX_SLOTS + " slots");
                }
                slot(slot, token == OPTIONAL_SLOT);
            }
            case CDATA -> text(Shape.TEXT, u16());
            case CHARACTER -> {
                shape.ascii(Shape.TEXT);
                shape.u16(1);
                shape.u16(u16());
            }
            default -> entity();
        }
    }

    private void slot(int index, boolean optional) {
        shape.ascii(Shape.SLOT);
        shape.u16(index);
        shape.ascii(optional ? 1 : 0);
    }

    private void value() throws Malformed {
        need(1);
        int type = data[at++] & 0xff;
        if (type == ValueType.STRING.code) {
            int count = u16();
            if (template || naming) {
                text(Shape.TEXT, count);
            } else {
                inlineSlot(type, count * 2);
            }
        } else if (template) {
            throw Malformed.at(at - 1, "a constant of type " + Malformed.hex(type));
        } else {
            int size = ValueType.size(type);
            inlineSlot(type, size >= 0 ? size : u16());
        }
    }

    private void inlineSlot(int type, int size) throws Malformed {
        need(size);
        if (slots == MAX_SLOTS) {
            throw Malformed.limit(at, "a fragment has more than " + MAX_SLOTS + " texts");
        }
        if (slots == offsets.length) {
            offsets = Arrays.copyOf(offsets, slots * 2);
            lengths = Arrays.copyOf(lengths, slots * 2);
            types = Arrays.copyOf(types, slots * 2);
        }
        offsets[slots] = at;
        lengths[slots] = size;
        types[slots] = (byte) type;
        slot(slots++, false);
        at += size;
    }

    private void text(int step, int count) throws Malformed {
        need(count * 2);
        shape.ascii(step);
        shape.u16(count);
        shape.raw(data, at, count * 2);
        at += count * 2;
    }

    private void entity() throws Malformed {
        int start = shape.length;
        name();
        var name = Utf16.string(shape.bytes, start + 2, shape.length);
        shape.length = start;
        shape.ascii(Shape.TEXT);
        Shape.text(
                shape,
                switch (name) {
                    case "amp" -> "&";
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "quot" -> "\"";
                    case "apos" -> "'";
                    default -> "&" + name + ";";
                });
    }

    private void instruction() throws Malformed {
        int start = shape.length;
        name();
        var target = Utf16.string(shape.bytes, start + 2, shape.length);
        shape.length = start;
        need(1);
        if (token(data, at) != INSTRUCTION_DATA) {
            throw Malformed.at(at, "an instruction without data");
        }
        at++;
        int count = u16();
        need(count * 2);
        shape.ascii(Shape.INSTRUCTION);
        Shape.text(shape, target + " " + Utf16.string(data, at, at + count * 2));
        at += count * 2;
    }

    /**
     * A name: four bytes that lead to the next of its hash bucket, two of hash, two of length, then its characters and
     * a zero. It stands right here where it is used first, and elsewhere in the chunk later. The chain through the
     * buckets is not followed, since it can be damaged while the name is whole.
     */
    private void name() throws Malformed {
        need(4);
        long offset = LittleEndian.u32(data, at);
        at += 4;
        boolean here = offset == at;
        int limit = here ? end : data.length;
        if (offset + 8 > limit) {
            throw Malformed.at(at - 4, "a name lies outside the chunk");
        }
        int from = (int) offset + 8;
        int count = LittleEndian.u16(data, from - 2);
        if (count == 0 || from + count * 2 > limit) {
            throw Malformed.at(at - 4, "a name is empty or longer than its chunk");
        }
        if (!isPlain(from, count) && hash(from, count) != LittleEndian.u16(data, from - 4)) {
            throw Malformed.at(at - 4, "a name was overwritten");
        }
        shape.u16(count);
        shape.raw(data, from, count * 2);
        if (here) {
            at = from;
            skip(count * 2 + 2);
        }
    }

    /** Whether it is made of the characters that nearly all names are made of. Others must fit their hash. */
    private boolean isPlain(int from, int count) {
        for (int i = 0; i < count; i++) {
            int c = LittleEndian.u16(data, from + i * 2);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && (c < '0' || c > '9') && c != '_' && c != '-' && c != '.' && c != ':') {
                return false;
            }
        }
        return true;
    }

    private int hash(int from, int count) {
        int hash = 0;
        for (int i = 0; i < count; i++) {
            hash = hash * 65599 + LittleEndian.u16(data, from + i * 2);
        }
        return hash & 0xffff;
    }

    private int u16() throws Malformed {
        need(2);
        at += 2;
        return LittleEndian.u16(data, at - 2);
    }

    private void skip(int count) throws Malformed {
        need(count);
        at += count;
    }

    private void need(int count) throws Malformed {
        if (end - at < count) {
            throw Malformed.at(at, "the tokens end too early");
        }
    }
}
