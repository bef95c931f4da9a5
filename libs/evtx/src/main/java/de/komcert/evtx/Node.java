package de.komcert.evtx;

import org.jspecify.annotations.Nullable;

/**
 * A part of a compiled template. Everything that does not change from record to record is there already in the bytes
 * of both notations.
 */
sealed interface Node {

    /** The instance of a template of which nothing was lost fills a slot with a value, with nothing, or with elements. */
    record Slot(int index, boolean optional) implements Node {}

    /** A constant text: as UTF-16 in the shape, as XML text or attribute text, as the inside of a JSON string. */
    record Literal(byte[] utf16, byte[] xml, byte[] json) implements Node {}

    /** A processing instruction, which only XML shows. */
    record Instruction(byte[] xml) implements Node {}

    /** {@code xml} is {@code Name="} with a blank in front, {@code json} is {@code "Name":}. */
    record Attribute(String name, byte[] xml, byte[] json, Node[] value) implements Node {

        /** The slot whose null takes the attribute away, or null. */
        @Nullable
        Slot sole() {
            return value.length == 1 && value[0] instanceof Slot slot ? slot : null;
        }
    }

    /**
     * An element.
     *
     * @param open {@code <Name}
     * @param close {@code </Name>}
     * @param key {@code "Name":} as its parent writes it, or null where it depends on the record
     * @param dependency the slot without which the element is not there, or -1
     * @param attributes all of them
     * @param shown those that JSON shows: not the name of a {@code Data} that has become its key
     * @param content everything between the tags
     * @param members the same for JSON, with unnamed {@code Data} gathered
     */
    record Element(
            String name,
            byte[] open,
            byte[] close,
            byte @Nullable [] key,
            int dependency,
            Attribute[] attributes,
            Attribute[] shown,
            Node[] content,
            Node[] members,
            @Nullable Slot sole)
            implements Node {

        /** The same element under another key. */
        Element under(byte[] otherKey) {
            return new Element(name, open, close, otherKey, dependency, attributes, shown, content, members, sole);
        }
    }

    /** The unnamed {@code Data} of one parent, which JSON shows under one key. */
    record Unnamed(Element[] elements) implements Node {}
}
