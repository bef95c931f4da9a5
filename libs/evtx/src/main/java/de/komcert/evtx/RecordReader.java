package de.komcert.evtx;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes a record apart into its instances of templates and the windows of their values. What cannot be read is reported
 * and replaced by what can: a record without its template still has its values, and one without values its number and
 * its time.
 */
final class RecordReader {

    static final int HEADER = 24;
    static final int SMALLEST = 28;

    private static final int MAX_INSTANCES = 256;
    /** Records end at multiples of eight bytes. */
    private static final int MOST_FILLING = 7;
    /** Token, major and minor version; the byte behind them has no meaning. */
    private static final int FRAGMENT_HEADER = 0x01_010f;

    private static final int FEW_INSTANCES = 4;
    private static final int MAX_NESTING = 64;
    private static final int MAX_VALUES = 16 * 1024;
    private static final int MAX_RENDERED = 16 * 1024 * 1024;
    /** Most bytes that one byte of a value needs when it is rendered: a two-byte character as {@code \u0001}. */
    private static final int GROWTH = 4;

    private final Templates templates;
    private final Problems problems;

    private byte[] data = {};
    private int[] waiting = new int[16];
    private int[] levels = new int[16];
    private int waitingCount;
    /** Whether a value of this record is an array or is used twice, so that it could grow beyond measure. */
    private boolean multiplies;

    RecordReader(Templates templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    void read(byte[] chunk, int at, int size, EvtxRecord record) {
        data = chunk;
        waitingCount = 0;
        multiplies = false;
        record.clear(chunk, at, size);
        int end = at + size - 4;
        try {
            fragments(record, at + HEADER, end, 0);
        } catch (Malformed e) {
            damaged(record, e);
        }
        if (record.instances == 0) {
            lost(record, 0);
        }
        record.roots = record.instances;
        nested(record);
        if (multiplies || record.instances > FEW_INSTANCES) {
            limitSize(record);
        }
    }

    /** The values that are BinXML, and those inside them, until none is left. */
    private void nested(EvtxRecord record) {
        for (int next = 0; next < waitingCount; next++) {
            int slot = waiting[next];
            int first = record.instances;
            int from = record.offsets[slot];
            try {
                if (levels[next] > MAX_NESTING) {
                    throw Malformed.limit(from, "values are nested deeper than " + MAX_NESTING);
                }
                fragments(record, from, from + record.lengths[slot], levels[next]);
            } catch (Malformed e) {
                damaged(record, e);
                if (record.instances == first) {
                    record.types[slot] = (byte) ValueType.BINARY.code;
                }
            }
            record.firstInstances[slot] = first;
            record.instanceCounts[slot] = record.instances - first;
        }
    }

    /** Usually one. Behind the last, the record is filled up with whatever lay there, which can look like another. */
    private void fragments(EvtxRecord record, int from, int end, int level) throws Malformed {
        int at = fragment(record, from, end, level);
        while (at + MOST_FILLING < end) {
            if (isFragmentHeader(at, end)) {
                at = fragment(record, at, end, level);
            } else if (data[at] == ShapeReader.END_OF_FRAGMENT) {
                at++;
            } else {
                return;
            }
        }
    }

    private int fragment(EvtxRecord record, int from, int end, int level) throws Malformed {
        int at = isFragmentHeader(from, end) ? from + 4 : from;
        int token = at < end ? ShapeReader.token(data, at) : ShapeReader.END_OF_FRAGMENT;
        return switch (token) {
            case ShapeReader.TEMPLATE_INSTANCE -> instance(record, at, end, level);
            case ShapeReader.OPEN_ELEMENT, ShapeReader.INSTRUCTION_TARGET -> inline(record, at, end, level);
            case ShapeReader.END_OF_FRAGMENT -> at + 1;
            default -> throw Malformed.at(at, "it begins with no such token: " + Malformed.hex(token));
        };
    }

    private boolean isFragmentHeader(int at, int end) {
        return at + 4 <= end && (LittleEndian.i32(data, at) & 0xff_ffff) == FRAGMENT_HEADER;
    }

    /** Token, one byte, identity, offset of the definition, the definition where it is used first, the values. */
    private int instance(EvtxRecord record, int at, int end, int level) throws Malformed {
        if (record.instances == MAX_INSTANCES) {
            throw Malformed.limit(at, "more than " + MAX_INSTANCES + " templates in one record");
        }
        int values = at + 10;
        if (values + 4 > end) {
            throw Malformed.at(at, "the template instance is cut off");
        }
        int identity = LittleEndian.i32(data, at + 2);
        int definition = LittleEndian.i32(data, at + 6);
        if (definition >= values && definition < end) {
            values = templates.end(definition);
            if (values + 4 > end) {
                throw Malformed.at(at, "the template reaches beyond its record");
            }
        }
        int count = LittleEndian.i32(data, values);
        int table = values + 4;
        if (count < 0 || count > MAX_VALUES || (long) table + count * 4L > end) {
            throw Malformed.at(values, "there is no room for the stated number of values");
        }
        Template template;
        @Nullable Malformed failure = null;
        try {
            template = templates.at(definition);
            if (templates.identity(definition) != identity) {
                throw Malformed.at(definition, "another template lies where its own was");
            }
        } catch (Malformed e) {
            var lookalike = templates.lookalike(identity, count);
            template = lookalike == null ? templates.ofLost(count, level > 0) : lookalike;
            failure = e;
            problems.report(
                    lookalike == null ? e.kind() : Finding.Kind.BORROWED_TEMPLATE,
                    record.at,
                    "Record " + record.id + ": " + e.reason());
        }
        boolean isLost = failure != null;
        int base = record.add(template, isLost ? count + 2 : count);
        multiplies |= !template.plain();
        if (isLost) {
            record.whole = false;
            header(record, base + count);
        }
        return values(record, base, count, table, end, level);
    }

    /** The windows: sizes and types of all values stand in front of them. */
    private int values(EvtxRecord record, int base, int count, int table, int end, int level) throws Malformed {
        int[] offsets = record.offsets;
        int[] lengths = record.lengths;
        byte[] types = record.types;
        int at = table + count * 4;
        for (int slot = base, descriptor = table; slot < base + count; slot++, descriptor += 4) {
            int entry = LittleEndian.i32(data, descriptor);
            int length = entry & 0xffff;
            int type = entry >>> 16 & 0xff;
            if (length > end - at) {
                offsets[slot] = at;
                lengths[slot] = end - at;
                types[slot] = (byte) (type == ValueType.BINXML.code ? ValueType.BINARY.code : type);
                nothing(record, slot + 1, base + count);
                throw Malformed.at(at, "values are cut off");
            }
            offsets[slot] = at;
            lengths[slot] = length;
            types[slot] = (byte) type;
            at += length;
            if (type == ValueType.BINXML.code) {
                if (length == 0) {
                    types[slot] = 0;
                } else {
                    wait(slot, level + 1);
                }
            } else if ((type & ValueType.ARRAY) != 0) {
                multiplies = true;
            } else if (length != ValueType.size(type)) {
                odd(record, slot, type, length);
            }
        }
        return at;
    }

    /** Most types without a fixed size come here too, hence the order of questions. */
    private void odd(EvtxRecord record, int slot, int type, int length) {
        int size = ValueType.size(type);
        if (size > 0 && length == 0) {
            record.types[slot] = 0;
        } else if (size > 0 || ValueType.of(type) == ValueType.OTHER) {
            problems.report(
                    Finding.Kind.BAD_VALUE,
                    record.offsets[slot],
                    "Record " + record.id + ": a value of type " + Malformed.hex(type) + " has " + length + " bytes");
        }
    }

    private static void nothing(EvtxRecord record, int from, int end) {
        for (int slot = from; slot < end; slot++) {
            record.types[slot] = 0;
            record.lengths[slot] = 0;
            record.offsets[slot] = 0;
        }
    }

    private void wait(int slot, int level) {
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, waitingCount * 2);
            levels = Arrays.copyOf(levels, waitingCount * 2);
        }
        waiting[waitingCount] = slot;
        levels[waitingCount++] = level;
    }

    private int inline(EvtxRecord record, int at, int end, int level) throws Malformed {
        if (record.instances == MAX_INSTANCES) {
            throw Malformed.limit(at, "more than " + MAX_INSTANCES + " fragments in one record");
        }
        var template = templates.inline(at, end);
        var texts = templates.inlineTexts();
        int base = record.add(template, texts.slots);
        for (int text = 0; text < texts.slots; text++) {
            record.offsets[base + text] = texts.offsets[text];
            record.lengths[base + text] = texts.lengths[text];
            record.types[base + text] = texts.types[text];
            if (texts.types[text] == ValueType.BINXML.code) {
                wait(base + text, level + 1);
            }
        }
        return texts.at();
    }

    private void damaged(EvtxRecord record, Malformed problem) {
        record.whole = false;
        problems.report(problem.kind(), record.at, "Record " + record.id + ": " + problem.reason());
    }

    private void lost(EvtxRecord record, int values) {
        header(record, record.add(templates.ofLost(values, false), values + 2) + values);
        record.whole = false;
    }

    /** Number and time from the header of the record as two more values. */
    private static void header(EvtxRecord record, int slot) {
        record.offsets[slot] = record.at + 8;
        record.lengths[slot] = 8;
        record.types[slot] = (byte) ValueType.UINT64.code;
        record.offsets[slot + 1] = record.at + 16;
        record.lengths[slot + 1] = 8;
        record.types[slot + 1] = (byte) ValueType.FILETIME.code;
    }

    /**
     * A slot that a template repeats multiplies its value, level by level. What would explode is shown flat. Parts that no
     * element shows count as well, since their fields are read.
     */
    private void limitSize(EvtxRecord record) {
        long size = 0;
        var sizes = new long[record.instances];
        for (int instance = record.instances - 1; instance >= 0; instance--) {
            sizes[instance] = size(record, instance, sizes);
            size += sizes[instance];
        }
        if (size > MAX_RENDERED || depth(record) > ShapeReader.MAX_DEPTH * 2) {
            problems.report(
                    Finding.Kind.LIMIT, record.at, "Record " + record.id + " would be rendered too large or too deep");
            record.slots = 0;
            record.instances = 0;
            lost(record, 0);
            record.roots = 1;
        }
    }

    private static long size(EvtxRecord record, int instance, long[] sizes) {
        var template = record.templates[instance];
        long size = template.constantSize();
        int known = Math.min(template.slots(), record.slotCounts[instance]);
        for (int slot = 0; slot < known; slot++) {
            int place = record.bases[instance] + slot;
            int type = record.types[place] & 0xff;
            long one = record.lengths[place] * (long) GROWTH + 64;
            if (type == ValueType.BINXML.code) {
                one = 0;
                for (int inner = 0; inner < record.instanceCounts[place]; inner++) {
                    one += sizes[record.firstInstances[place] + inner];
                }
            } else if ((type & ValueType.ARRAY) != 0) {
                one += (long) template.repeatedSizes()[slot] * count(record, place);
            }
            size += one * template.uses()[slot];
            if (size > MAX_RENDERED) {
                return size;
            }
        }
        return size;
    }

    private static int count(EvtxRecord record, int place) {
        var elements = new Elements(record.types[place], record.chunk, record.offsets[place], record.lengths[place]);
        int count = 0;
        while (elements.next()) {
            count++;
        }
        return count;
    }

    private int depth(EvtxRecord record) {
        int deepest = 0;
        for (int instance = 0; instance < record.instances; instance++) {
            deepest = Math.max(deepest, record.templates[instance].depth());
        }
        int nesting = 1;
        for (int next = 0; next < waitingCount; next++) {
            nesting = Math.max(nesting, levels[next] + 1);
        }
        return deepest * nesting;
    }
}
