package de.komcert.evtx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes event logs for tests: healthy ones, from which each test breaks what it is about. Templates and names are
 * written where they are used first, as Windows does.
 */
final class LogWriter {

    static final int CHUNK = 65536;
    static final long TIME = 133_800_000_000_000_000L; // 2024-12-29

    /** Part of an element: a text is a {@link String}. */
    record Slot(int index, boolean optional) {}

    record Attribute(String name, Object... value) {}

    record Element(String name, int dependency, List<Attribute> attributes, List<Object> content) {

        Element with(Object... more) {
            return new Element(name, dependency, attributes, List.of(more));
        }

        Element dependingOn(int slot) {
            return new Element(name, slot, attributes, content);
        }
    }

    /** Raw tokens in the content of an element. */
    record Tokens(int... bytes) {}

    /** A value: bytes, or an element as inline BinXML, or a template with values. */
    record Val(int type, byte[] bytes, Element inline, Element template, List<Val> values) {}

    static Element element(String name, Attribute... attributes) {
        return new Element(name, 0xffff, List.of(attributes), List.of());
    }

    static Attribute attribute(String name, Object... value) {
        return new Attribute(name, value);
    }

    static Element data(String name, Object... content) {
        return element("Data", attribute("Name", name)).with(content);
    }

    static Slot slot(int index) {
        return new Slot(index, false);
    }

    static Slot optional(int index) {
        return new Slot(index, true);
    }

    static Val bytes(int type, int... bytes) {
        var content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return new Val(type, content, null, null, null);
    }

    static Val nothing() {
        return bytes(0);
    }

    static Val string(String text) {
        var units = little(text.length() * 2);
        text.chars().forEach(unit -> units.putShort((short) unit)); // also half a surrogate pair
        return new Val(1, units.array(), null, null, null);
    }

    static Val strings(String... texts) {
        return new Val(0x81, (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_16LE), null, null, null);
    }

    static Val u8(int value) {
        return bytes(4, value);
    }

    static Val u16(int value) {
        return bytes(6, value, value >> 8);
    }

    static Val u32(int value) {
        return new Val(8, little(4).putInt(value).array(), null, null, null);
    }

    static Val i64(int type, long value) {
        return new Val(type, little(8).putLong(value).array(), null, null, null);
    }

    static Val inline(Element element) {
        return new Val(0x21, null, element, null, null);
    }

    static Val template(Element template, Val... values) {
        return new Val(0x21, null, null, template, List.of(values));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What every Windows event has, with the event's own part in a slot. */
    static final Element EVENT = element(
                    "Event", attribute("xmlns", "http://schemas.microsoft.com/win/2004/08/events/event"))
            .with(
                    element("System")
                            .with(
                                    element("Provider", attribute("Name", "KomCERT-Test")),
                                    element("EventID").with(slot(0)),
                                    element("Level").with(optional(1)),
                                    element("TimeCreated", attribute("SystemTime", slot(2))),
                                    element("EventRecordID").with(slot(3)),
                                    element("Channel").with("Security"),
                                    element("Computer").with("pc-07.rathaus.example"),
                                    element("Security", attribute("UserID", optional(4)))),
                    slot(5));

    private final List<byte[]> chunks = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Element, Integer> templates = new HashMap<>();
    /** The same in all chunks. */
    private final Map<Element, Integer> identities = new HashMap<>();

    private ByteBuffer chunk = little(CHUNK);
    private long first = -1;
    private long last = -1;
    private long newest;
    private int lastAt;

    LogWriter() {
        newChunk();
    }

    /** Where the next record begins in its chunk. */
    int position() {
        return chunk.position();
    }

    LogWriter event(long id, int eventId, Val own) {
        return record(id, EVENT, List.of(u16(eventId), u8(4), i64(0x11, TIME + id), i64(0x0a, id), nothing(), own));
    }

    LogWriter record(long id, Element template, List<Val> values) {
        begin(id);
        fragment();
        instance(template, values);
        return end();
    }

    /** A record without a template, as forwarding writes them. */
    LogWriter inlineRecord(long id, Element... roots) {
        begin(id);
        for (var root : roots) {
            fragment();
            write(root, false);
            chunk.put((byte) 0);
        }
        return end();
    }

    /** A record of any bytes. */
    LogWriter rawRecord(long id, int... tokens) {
        begin(id);
        for (int token : tokens) {
            chunk.put((byte) token);
        }
        return end();
    }

    LogWriter nextChunk() {
        finishChunk();
        newChunk();
        return this;
    }

    byte[] bytes() {
        if (last >= 0) {
            finishChunk();
        }
        var file = new ByteArrayOutputStream();
        var header = little(4096);
        header.put("ElfFile\0".getBytes(StandardCharsets.US_ASCII))
                .putLong(0)
                .putLong(chunks.size() - 1)
                .putLong(newest + 1)
                .putInt(128)
                .putShort((short) 2)
                .putShort((short) 3)
                .putShort((short) 4096)
                .putShort((short) chunks.size());
        header.putInt(124, crc(header.array(), 0, 120));
        file.writeBytes(header.array());
        chunks.forEach(file::writeBytes);
        return file.toByteArray();
    }

    private void newChunk() {
        chunk = little(CHUNK);
        chunk.position(512);
        names.clear();
        templates.clear();
        first = -1;
    }

    private void begin(long id) {
        first = first < 0 ? id : first;
        last = id;
        newest = id;
        lastAt = chunk.position();
        chunk.putInt(0x2a2a).putInt(0).putLong(id).putLong(TIME + id);
    }

    private LogWriter end() {
        chunk.put((byte) 0);
        while ((chunk.position() - lastAt) % 8 != 4) {
            chunk.put((byte) 0);
        }
        int size = chunk.position() + 4 - lastAt;
        chunk.putInt(size);
        chunk.putInt(lastAt + 4, size);
        return this;
    }

    private void finishChunk() {
        int end = chunk.position();
        chunk.put(0, "ElfChnk\0".getBytes(StandardCharsets.US_ASCII));
        chunk.putLong(8, first)
                .putLong(16, last)
                .putLong(24, first)
                .putLong(32, last)
                .putInt(40, 128)
                .putInt(44, lastAt)
                .putInt(48, end)
                .putInt(52, crc(chunk.array(), 512, end - 512));
        var crc = new CRC32();
        crc.update(chunk.array(), 0, 120);
        crc.update(chunk.array(), 128, 384);
        chunk.putInt(124, (int) crc.getValue());
        chunks.add(chunk.array());
        last = -1;
    }

    private static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private void fragment() {
        chunk.put(new byte[] {0x0f, 1, 1, 0});
    }

    private void instance(Element template, List<Val> values) {
        var known = templates.get(template);
        int identity = identities.computeIfAbsent(template, another -> 0x4b4f_0001 + identities.size());
        chunk.put((byte) 0x0c).put((byte) 1).putInt(identity);
        chunk.putInt(known == null ? chunk.position() + 4 : known);
        if (known == null) {
            templates.put(template, chunk.position());
            chunk.putInt(0).putInt(identity).put(new byte[12]).putInt(0);
            int start = chunk.position();
            fragment();
            write(template, true);
            chunk.put((byte) 0);
            chunk.putInt(start - 4, chunk.position() - start);
        }
        chunk.putInt(values.size());
        int table = chunk.position();
        chunk.position(table + 4 * values.size());
        for (int i = 0; i < values.size(); i++) {
            int start = chunk.position();
            value(values.get(i));
            chunk.putShort(table + 4 * i, (short) (chunk.position() - start));
            chunk.put(table + 4 * i + 2, (byte) values.get(i).type());
        }
    }

    private void value(Val value) {
        if (value.bytes() != null) {
            chunk.put(value.bytes());
            return;
        }
        fragment();
        if (value.inline() != null) {
            write(value.inline(), false);
        } else {
            instance(value.template(), value.values());
        }
        chunk.put((byte) 0);
    }

    private void write(Element element, boolean inTemplate) {
        chunk.put((byte) (element.attributes().isEmpty() ? 0x01 : 0x41));
        if (inTemplate) {
            chunk.putShort((short) element.dependency());
        }
        int size = chunk.position();
        chunk.putInt(0);
        name(element.name());
        if (!element.attributes().isEmpty()) {
            int list = chunk.position();
            chunk.putInt(0);
            for (var attribute : element.attributes()) {
                chunk.put((byte) 0x06);
                name(attribute.name());
                for (var part : attribute.value()) {
                    content(part, inTemplate);
                }
            }
            chunk.putInt(list, chunk.position() - list - 4);
        }
        if (element.content().isEmpty()) {
            chunk.put((byte) 0x03);
        } else {
            chunk.put((byte) 0x02);
            for (var part : element.content()) {
                content(part, inTemplate);
            }
            chunk.put((byte) 0x04);
        }
        chunk.putInt(size, chunk.position() - size - 4);
    }

    private void content(Object part, boolean inTemplate) {
        switch (part) {
            case Element child -> write(child, inTemplate);
            case Slot slot ->
                chunk.put((byte) (slot.optional() ? 0x0e : 0x0d))
                        .putShort((short) slot.index())
                        .put((byte) 1);
            case String text -> {
                chunk.put((byte) 0x05).put((byte) 1).putShort((short) text.length());
                chunk.put(text.getBytes(StandardCharsets.UTF_16LE));
            }
            case Tokens tokens -> Arrays.stream(tokens.bytes()).forEach(token -> chunk.put((byte) token));
            default -> throw new IllegalArgumentException("No content: " + part);
        }
    }

    private void name(String name) {
        var known = names.get(name);
        chunk.putInt(known == null ? chunk.position() + 4 : known);
        if (known == null) {
            names.put(name, chunk.position());
            int hash = 0;
            for (char c : name.toCharArray()) {
                hash = hash * 65599 + c;
            }
            chunk.putInt(0).putShort((short) hash).putShort((short) name.length());
            chunk.put(name.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
        }
    }
}
