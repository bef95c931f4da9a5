package de.komcert.evtx;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes events as XML: one line, without declaration and without indentation, so that every blank in it is the
 * event's. An element filled from an array is repeated for each of its entries.
 *
 * <p>A writer is used again: append as many events as you like, take the bytes, and clear it.
 */
public final class XmlWriter {

    private final ByteSink sink = new ByteSink(8192);
    private final Value value = new Value();
    private EvtxRecord record = new EvtxRecord();

    /** Appends the event, without a line break. */
    public XmlWriter append(EvtxRecord event) {
        record = event;
        for (int root = 0; root < event.roots; root++) {
            content(event.templates[root].roots(), root);
        }
        return this;
    }

    /** Appends a line break. */
    public XmlWriter newLine() {
        sink.ascii('\n');
        return this;
    }

    public XmlWriter clear() {
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

    private void content(Node[] nodes, int instance) {
        for (var node : nodes) {
            switch (node) {
                case Node.Element element -> element(element, instance);
                case Node.Literal literal -> sink.raw(literal.xml());
                case Node.Slot slot -> slot(slot, instance, Escape.XML);
                case Node.Instruction instruction -> sink.raw(instruction.xml());
                case Node.Attribute attribute -> {}
                case Node.Unnamed unnamed -> {}
            }
        }
    }

    private void element(Node.Element element, int instance) {
        if (element.dependency() >= 0 && record.isNull(instance, element.dependency())) {
            return;
        }
        var sole = element.sole();
        if (sole == null) {
            start(element, instance);
            if (element.content().length == 0) {
                sink.ascii('/');
                sink.ascii('>');
            } else {
                sink.ascii('>');
                content(element.content(), instance);
                sink.raw(element.close());
            }
            return;
        }
        if (sole.optional() && record.isNull(instance, sole.index())) {
            return;
        }
        int place = record.slot(instance, sole.index());
        if (place < 0 || (record.types[place] & ValueType.ARRAY) == 0) {
            start(element, instance);
            sink.ascii('>');
            slot(sole, instance, Escape.XML);
            sink.raw(element.close());
            return;
        }
        var entries = new Elements(record.types[place], record.chunk, record.offsets[place], record.lengths[place]);
        while (entries.next()) {
            start(element, instance);
            sink.ascii('>');
            entries.value().writeTo(sink, Escape.XML);
            sink.raw(element.close());
        }
    }

    private void start(Node.Element element, int instance) {
        sink.raw(element.open());
        for (var attribute : element.attributes()) {
            var sole = attribute.sole();
            if (sole != null && record.isNull(instance, sole.index())) {
                continue;
            }
            sink.raw(attribute.xml());
            for (var part : attribute.value()) {
                if (part instanceof Node.Literal literal) {
                    sink.raw(literal.xml());
                } else if (part instanceof Node.Slot slot) {
                    slot(slot, instance, Escape.XML_ATTRIBUTE);
                }
            }
            sink.ascii('"');
        }
    }

    private void slot(Node.Slot slot, int instance, Escape escape) {
        int place = record.slot(instance, slot.index());
        if (place < 0) {
            return;
        }
        if (record.types[place] != ValueType.BINXML.code) {
            value.set(record.types[place] & 0xff, record.chunk, record.offsets[place], record.lengths[place]);
            value.writeTo(sink, escape);
        } else if (escape == Escape.XML) {
            int first = record.firstInstances[place];
            for (int inner = first; inner < first + record.instanceCounts[place]; inner++) {
                content(record.templates[inner].roots(), inner);
            }
        }
    }
}
