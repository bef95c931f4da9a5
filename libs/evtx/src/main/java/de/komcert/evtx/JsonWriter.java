package de.komcert.evtx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes events as JSON in the form that most tools for these logs read: an element is an object of its children, its
 * attributes stand in {@code #attributes} and its text, where it has both, in {@code #text}; {@code <Data Name="X">} is
 * the member {@code X}; unnamed {@code Data} stand together under {@code Data}. Numbers and truth values are bare,
 * everything else is text. An element without content is null. What occurs again becomes {@code Name_1}.
 *
 * <p>A writer is used again: append as many events as you like, take the bytes, and clear it.
 */
// One class, although it is long: the steps of a program and the walk through the tree call one another for whatever
// they
// meet inside, for each value, and write into the same bytes.
public final class JsonWriter {

    private static final byte[] ATTRIBUTES = ascii("\"#attributes\":");
    private static final byte[] OPEN_ATTRIBUTES = ascii("{\"#attributes\":{");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] CLOSE_BOTH = ascii("}}");
    private static final byte[] TEXT = ascii("\"#text\":");
    private static final byte[] UNNAMED = ascii("\"Data\":");
    private static final byte[] EMPTY = ascii("\"\"");
    private static final byte[] NULL = ascii("null");

    /** In place of where an object begins: something stands in it already. */
    private static final int ALWAYS = -1;

    private final boolean byTree;
    private final ByteSink sink = new ByteSink(8192);
    private EvtxRecord record = new EvtxRecord();

    public JsonWriter() {
        this(false);
    }

    /** @param byTree whether to leave all to the walk through the tree, which says what the programs have to write */
    JsonWriter(boolean byTree) {
        this.byTree = byTree;
    }

    /** Appends the event, without a line break. */
    public JsonWriter append(EvtxRecord event) {
        record = event;
        sink.ascii('{');
        int start = sink.length;
        for (int root = 0; root < event.roots; root++) {
            instance(root, start);
        }
        sink.ascii('}');
        return this;
    }

    /** Appends a line break. */
    public JsonWriter newLine() {
        sink.ascii('\n');
        return this;
    }

    public JsonWriter clear() {
        sink.clear();
        return this;
    }

    /** Bytes of UTF-8 waiting. */
    public int length() {
        return sink.length;
    }

    /** Writes what is waiting, and clears. */
    public void writeTo(OutputStream target) throws IOException {
        target.write(sink.bytes, 0, sink.length);
        sink.clear();
    }

    @Override
    public String toString() {
        return sink.toString();
    }

    private void instance(int instance, int start) {
        var template = record.templates[instance];
        var program = template.json();
        if (byTree || program.isEmpty()) {
            members(template.roots(), instance, start);
        } else if (!isAbsent((Node.Element) template.roots()[0], instance)) {
            separate(start);
            run(program, instance);
        }
    }

    private void run(JsonProgram program, int instance) {
        int[] steps = program.steps;
        byte[] constants = program.constants;
        int element = 0;
        int next;
        for (int step = 0; step < steps.length; step = next) {
            next = step + JsonProgram.NUMBERS;
            int kind = steps[step];
            int slot = steps[step + 3];
            if (kind == JsonProgram.ATTRIBUTE) {
                if (slot >= 0 && record.isNull(instance, slot)) {
                    continue;
                }
                sink.raw(sink.length == element ? OPEN_ATTRIBUTES : COMMA);
            }
            sink.eights(constants, steps[step + 1], steps[step + 2]);
            switch (kind) {
                case JsonProgram.VALUE -> valueOf(record.slot(instance, slot));
                case JsonProgram.NESTED -> nestedOrText(record.slot(instance, slot));
                case JsonProgram.SKIP -> next = record.isNull(instance, slot) ? steps[step + 4] : next;
                case JsonProgram.TREE -> value((Node.Element) program.nodes[slot], instance);
                case JsonProgram.MEMBER -> member(program.nodes[slot], instance, ALWAYS);
                case JsonProgram.ATTRIBUTES -> element = sink.length;
                case JsonProgram.ATTRIBUTE -> {
                    if (slot >= 0) {
                        valueOf(record.slot(instance, slot));
                    }
                }
                case JsonProgram.EMPTY -> sink.raw(sink.length == element ? NULL : CLOSE_BOTH);
                case JsonProgram.TEXT -> textBehind(element, record.slot(instance, slot));
                default -> {} // a constant and nothing more
            }
        }
    }

    /** The text of an element whose attributes, where it has any, were written from there on. */
    private void textBehind(int element, int place) {
        if (sink.length == element) {
            valueOf(place);
        } else {
            sink.ascii('}');
            nestedOrText(place);
            sink.ascii('}');
        }
    }

    private void valueOf(int place) {
        int type = place < 0 ? 0 : record.types[place];
        if (type == ValueType.STRING.code) {
            string(place);
        } else if (type == 0) {
            sink.raw(NULL);
        } else if (type == ValueType.BINXML.code) {
            int before = sink.length;
            sink.ascii('{');
            nested(place, before + 1);
            if (sink.length > before + 1) {
                sink.ascii('}');
            } else {
                sink.length = before;
                sink.raw(NULL);
            }
        } else {
            slot(place);
        }
    }

    private void nestedOrText(int place) {
        if (place < 0 || record.types[place] == 0) {
            return;
        }
        if (record.types[place] == ValueType.BINXML.code) {
            nested(place, ALWAYS);
        } else {
            sink.ascii(',');
            sink.raw(TEXT);
            slot(place);
        }
    }

    /** The elements among the nodes as members of the object that was opened at {@code start}. */
    private void members(Node[] nodes, int instance, int start) {
        for (var node : nodes) {
            member(node, instance, start);
        }
    }

    private void member(Node node, int instance, int start) {
        switch (node) {
            case Node.Element element -> element(element, instance, start);
            case Node.Unnamed unnamed -> unnamed(unnamed, instance, start);
            case Node.Slot slot -> {
                int place = record.slot(instance, slot.index());
                if (place >= 0 && record.types[place] == ValueType.BINXML.code) {
                    nested(place, start);
                }
            }
            case Node.Literal text -> {}
            case Node.Attribute attribute -> {}
            case Node.Instruction instruction -> {}
        }
    }

    private void nested(int place, int start) {
        int first = record.firstInstances[place];
        for (int inner = first; inner < first + record.instanceCounts[place]; inner++) {
            instance(inner, start);
        }
    }

    private void element(Node.Element element, int instance, int start) {
        if (isAbsent(element, instance)) {
            return;
        }
        separate(start);
        var key = element.key();
        if (key != null) {
            sink.raw(key);
        } else {
            nameOf(element, instance);
        }
        value(element, instance);
    }

    private boolean isAbsent(Node.Element element, int instance) {
        var sole = element.sole();
        return (element.dependency() >= 0 && record.isNull(instance, element.dependency()))
                || (sole != null && sole.optional() && record.isNull(instance, sole.index()));
    }

    private void separate(int start) {
        if (sink.length > start) {
            sink.ascii(',');
        }
    }

    /** A {@code Data} whose name stands in a slot. */
    private void nameOf(Node.Element element, int instance) {
        for (var attribute : element.attributes()) {
            if (attribute.name().equals("Name")) {
                text(attribute.value(), instance);
            }
        }
        sink.ascii(':');
    }

    private void value(Node.Element element, int instance) {
        int before = sink.length;
        sink.ascii('{');
        attributes(element, instance);
        members(element.members(), instance, before + 1);
        boolean isObject = sink.length > before + 1;
        if (hasText(element.content(), instance)) {
            if (isObject) {
                sink.ascii(',');
                sink.raw(TEXT);
            } else {
                sink.length = before;
            }
            textOf(element, instance);
        } else if (!isObject) {
            sink.length = before;
            sink.raw(NULL);
        }
        if (isObject) {
            sink.ascii('}');
        }
    }

    private boolean hasText(Node[] content, int instance) {
        for (var node : content) {
            if (node instanceof Node.Literal) {
                return true;
            }
            if (node instanceof Node.Slot slot) {
                int place = record.slot(instance, slot.index());
                if (place >= 0 && record.types[place] != 0 && record.types[place] != ValueType.BINXML.code) {
                    return true;
                }
            }
        }
        return false;
    }

    private void textOf(Node.Element element, int instance) {
        var sole = element.sole();
        if (sole != null) {
            slot(record.slot(instance, sole.index()));
        } else {
            text(element.content(), instance);
        }
    }

    private void attributes(Node.Element element, int instance) {
        int before = sink.length;
        for (var attribute : element.shown()) {
            var sole = attribute.sole();
            if (sole != null && record.isNull(instance, sole.index())) {
                continue;
            }
            if (sink.length == before) {
                sink.raw(ATTRIBUTES);
                sink.ascii('{');
            } else {
                sink.ascii(',');
            }
            sink.raw(attribute.json());
            if (sole != null) {
                slot(record.slot(instance, sole.index()));
            } else {
                text(attribute.value(), instance);
            }
        }
        if (sink.length > before) {
            sink.ascii('}');
        }
    }

    /** {@code "Data":{"#text":…}}: one value as it is, several as an array. */
    private void unnamed(Node.Unnamed unnamed, int instance, int start) {
        int before = sink.length;
        int count = 0;
        boolean there = false;
        separate(start);
        sink.raw(UNNAMED);
        sink.ascii('{');
        sink.raw(TEXT);
        int values = sink.length;
        sink.ascii('[');
        for (var element : unnamed.elements()) {
            if (isAbsent(element, instance)) {
                continue;
            }
            there = true;
            var sole = element.sole();
            int place = sole == null ? -1 : record.slot(instance, sole.index());
            if (place >= 0 && (record.types[place] & ValueType.ARRAY) != 0) {
                var elements = elements(place);
                while (elements.next()) {
                    comma(count++);
                    single(elements.value());
                }
            } else {
                comma(count++);
                if (element.content().length == 0) {
                    sink.raw(EMPTY);
                } else {
                    value(element, instance);
                }
            }
        }
        if (!there) {
            sink.length = before;
        } else if (count == 1) {
            System.arraycopy(sink.bytes, values + 1, sink.bytes, values, sink.length - values - 1);
            sink.length--;
            sink.ascii('}');
        } else {
            sink.ascii(']');
            sink.ascii('}');
        }
    }

    private void comma(int count) {
        if (count > 0) {
            sink.ascii(',');
        }
    }

    private Elements elements(int place) {
        return new Elements(record.types[place], record.chunk, record.offsets[place], record.lengths[place]);
    }

    private void slot(int place) {
        int type = record.types[place];
        if (type == ValueType.STRING.code) {
            string(place);
        } else if ((type & ValueType.ARRAY) != 0) {
            sink.ascii('[');
            var elements = elements(place);
            for (int count = 0; elements.next(); count++) {
                comma(count);
                single(elements.value());
            }
            sink.ascii(']');
        } else {
            single(type, record.chunk, record.offsets[place], record.lengths[place]);
        }
    }

    private void string(int place) {
        byte[] chunk = record.chunk;
        int from = record.offsets[place];
        sink.quoted(chunk, from, Utf16.trimmed(chunk, from, record.lengths[place]));
    }

    private void single(Value value) {
        single(value.type().code, value.bytes(), value.offset(), value.length());
    }

    private void single(int type, byte[] bytes, int from, int length) {
        // The commonest types, numbers without sign, without the way past all others.
        if (length == ValueType.size(type)) {
            switch (type) {
                case 0x04 -> {
                    sink.decimal(LittleEndian.u8(bytes, from));
                    return;
                }
                case 0x06 -> {
                    sink.decimal(LittleEndian.u16(bytes, from));
                    return;
                }
                case 0x08 -> {
                    sink.decimal(LittleEndian.u32(bytes, from));
                    return;
                }
                default -> {}
            }
        }
        boolean bare = ValueText.isJsonLiteral(type, bytes, from, length);
        if (!bare) {
            sink.ascii('"');
        }
        ValueText.write(sink, Escape.JSON, type, bytes, from, length);
        if (!bare) {
            sink.ascii('"');
        }
    }

    /** Constant texts and values one after the other as one text. */
    private void text(Node[] parts, int instance) {
        sink.ascii('"');
        var value = new Value();
        for (var part : parts) {
            if (part instanceof Node.Literal literal) {
                sink.raw(literal.json());
            } else if (part instanceof Node.Slot slot) {
                int place = record.slot(instance, slot.index());
                if (place >= 0 && record.types[place] != ValueType.BINXML.code) {
                    value.set(record.types[place] & 0xff, record.chunk, record.offsets[place], record.lengths[place]);
                    value.writeTo(sink, Escape.JSON);
                }
            }
        }
        sink.ascii('"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
