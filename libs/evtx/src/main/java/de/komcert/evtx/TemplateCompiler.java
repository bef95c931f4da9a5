package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Template} of a {@link Shape}. Nothing but the shape and the wanted fields decides the result.
 *
 * <p>Field names: a {@code Data} with a name gives its text that name; an element without child elements gives its text
 * its own name; an attribute is called element, underscore, attribute, as in {@code Provider_Name}. Where a field
 * occurs twice, its number leads to the first.
 */
final class TemplateCompiler {

    private static final String DATA = "Data";
    private static final String EVENT = "Event";
    /** An attribute may repeat any value, which a record of 64 KiB bounds. */
    private static final int WHOLE_RECORD = 256 * 1024;

    private static final Node[] NO_NODES = {};
    private static final Node.Attribute[] NO_ATTRIBUTES = {};

    private final Fields wanted;
    private final ByteSink scratch = new ByteSink(256);

    private byte[] shape = {};
    private int at;
    private int slots;
    private int[] uses = {};
    private int[] repeatedSizes = {};
    private int constantSize;
    private int depth;
    private String root = "";
    private String section = "";
    private final List<Template.Field> fields = new ArrayList<>();

    TemplateCompiler(Fields wanted) {
        this.wanted = wanted;
    }

    Template compile(Shape of) {
        shape = of.bytes();
        at = 0;
        slots = 0;
        uses = new int[16];
        repeatedSizes = new int[16];
        constantSize = 0;
        depth = 0;
        fields.clear();
        var roots = new ArrayList<Node>();
        while (at < shape.length) {
            switch (step()) {
                case Shape.OPEN -> roots.add(element(1, -1));
                case Shape.INSTRUCTION -> roots.add(instruction());
                default -> throw new IllegalStateException("A shape begins with an element or an instruction");
            }
        }
        var byField = new short[wanted.size()];
        Arrays.fill(byField, (short) -1);
        for (int place = Math.min(fields.size(), Short.MAX_VALUE) - 1; place >= 0; place--) {
            int id = wanted.id(fields.get(place).name());
            if (id >= 0) {
                byField[id] = (short) place;
            }
        }
        var usesOfSlots = Arrays.copyOf(uses, slots);
        var nodes = roots.toArray(NO_NODES);
        return new Template(
                nodes,
                JsonProgram.of(nodes),
                fields.toArray(Template.Field[]::new),
                byField,
                slots,
                usesOfSlots,
                Arrays.copyOf(repeatedSizes, slots),
                constantSize,
                depth,
                Arrays.stream(usesOfSlots).allMatch(count -> count <= 1));
    }

    private Node.Element element(int level, int outerDependency) {
        depth = Math.max(depth, level);
        int dependency = LittleEndian.u16(shape, at);
        at += 2;
        dependency = dependency == Shape.NO_DEPENDENCY ? -1 : dependency;
        if (dependency >= 0) {
            use(dependency, 0);
        }
        int needed = dependency >= 0 ? dependency : outerDependency;
        var name = text();
        enter(level, name);
        var attributes = new ArrayList<Node.Attribute>();
        var content = new ArrayList<Node>();
        int firstField = fields.size();
        int sizeBefore = constantSize;
        int next = step();
        for (; next == Shape.ATTRIBUTE; next = step()) {
            attributes.add(attribute());
        }
        if (next == Shape.CONTENT) {
            for (next = step(); next != Shape.END; next = step()) {
                content.add(
                        switch (next) {
                            case Shape.OPEN -> element(level + 1, needed);
                            case Shape.INSTRUCTION -> instruction();
                            case Shape.TEXT -> literal(Escape.XML);
                            case Shape.SLOT -> slot();
                            default -> throw new IllegalStateException("No content: step " + next);
                        });
            }
        }
        constantSize += 2 * name.length() * 3 + 32;
        if (content.size() == 1 && content.getFirst() instanceof Node.Slot slot) {
            boolean constant = attributes.stream().allMatch(attribute -> constant(attribute.value()) != null);
            repeatedSizes[slot.index()] += constantSize - sizeBefore + (constant ? 0 : WHOLE_RECORD);
        }
        return build(name, dependency, needed, attributes, content, firstField);
    }

    /** A nested fragment begins with a section of the event, a whole event with the element around its sections. */
    private void enter(int level, String name) {
        if (level == 1) {
            root = name;
            section = name;
        } else if (level == 2 && root.equals(EVENT)) {
            section = name;
        }
    }

    private Node.Element build(
            String name,
            int dependency,
            int needed,
            List<Node.Attribute> attributes,
            List<Node> content,
            int firstField) {
        var naming = name.equals(DATA)
                ? attributes.stream()
                        .filter(attribute -> attribute.name().equals("Name") && attribute.value().length > 0)
                        .findFirst()
                        .orElse(null)
                : null;
        var shown = attributes.stream().filter(attribute -> attribute != naming).toList();
        var constantName = naming == null ? name : constant(naming.value());
        addFields(name, constantName, needed, shown, content, firstField);
        var children = content.toArray(Node[]::new);
        return new Node.Element(
                name,
                utf8("<" + xmlName(name)),
                utf8("</" + xmlName(name) + ">"),
                constantName == null ? null : key(constantName),
                dependency,
                attributes.toArray(NO_ATTRIBUTES),
                shown.toArray(NO_ATTRIBUTES),
                children,
                members(children),
                children.length == 1 && children[0] instanceof Node.Slot slot ? slot : null);
    }

    /** The fields of attributes stand before those of the children, which are there already. */
    private void addFields(
            String element,
            @Nullable String name,
            int needed,
            List<Node.Attribute> attributes,
            List<Node> content,
            int firstField) {
        int place = firstField;
        for (var attribute : attributes) {
            if (!attribute.name().startsWith("xmlns")) {
                fields.add(place++, field(element + "_" + attribute.name(), attribute.value(), needed));
            }
        }
        boolean isLeaf = !content.isEmpty()
                && content.stream().allMatch(part -> part instanceof Node.Slot || part instanceof Node.Literal);
        if (isLeaf) {
            fields.add(place, field(name == null ? element : name, content.toArray(NO_NODES), needed));
        }
    }

    private Template.Field field(String name, Node[] parts, int needed) {
        if (parts.length == 0) {
            return new Template.Field(name, -1, new byte[0], null, needed, false, section);
        }
        if (parts.length > 1) {
            return new Template.Field(name, -1, null, parts, needed, false, section);
        }
        return switch (parts[0]) {
            case Node.Slot slot -> new Template.Field(name, slot.index(), null, null, needed, slot.optional(), section);
            case Node.Literal literal -> new Template.Field(name, -1, literal.utf16(), null, needed, false, section);
            default -> throw new IllegalStateException("Only texts and slots make a field");
        };
    }

    private static @Nullable String constant(Node[] parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (!(part instanceof Node.Literal literal)) {
                return null;
            }
            text.append(Utf16.string(literal.utf16(), 0, literal.utf16().length));
        }
        return text.toString();
    }

    /** Unnamed {@code Data} goes under one key; of other names that occur again, the second becomes {@code Name_1}. */
    private Node[] members(Node[] content) {
        var members = new ArrayList<Node>(content.length);
        var unnamed = new ArrayList<Node.Element>();
        int placeOfUnnamed = -1;
        Map<String, Integer> seen = new HashMap<>();
        for (var node : content) {
            if (!(node instanceof Node.Element element) || element.key() == null) {
                members.add(node);
                continue;
            }
            if (element.name().equals(DATA) && element.attributes().length == 0) {
                placeOfUnnamed = placeOfUnnamed < 0 ? members.size() : placeOfUnnamed;
                unnamed.add(element);
                continue;
            }
            var key = new String(element.key(), StandardCharsets.UTF_8);
            int before = seen.merge(key, 1, Integer::sum) - 1;
            members.add(
                    before == 0
                            ? element
                            : element.under(utf8(key.substring(0, key.length() - 2) + "_" + before + "\":")));
        }
        if (placeOfUnnamed >= 0) {
            members.add(placeOfUnnamed, new Node.Unnamed(unnamed.toArray(Node.Element[]::new)));
        }
        return members.toArray(NO_NODES);
    }

    private Node.Attribute attribute() {
        var name = text();
        var value = new ArrayList<Node>();
        while (shape[at] == Shape.TEXT || shape[at] == Shape.SLOT) {
            value.add(step() == Shape.SLOT ? slot() : literal(Escape.XML_ATTRIBUTE));
        }
        constantSize += name.length() * 3 + 8;
        return new Node.Attribute(name, utf8(" " + xmlName(name) + "=\""), key(name), value.toArray(NO_NODES));
    }

    private Node.Slot slot() {
        int index = LittleEndian.u16(shape, at);
        boolean optional = shape[at + 2] != 0;
        at += 3;
        use(index, 1);
        return new Node.Slot(index, optional);
    }

    private void use(int slot, int times) {
        if (slot >= uses.length) {
            uses = Arrays.copyOf(uses, Math.max(slot + 1, uses.length * 2));
            repeatedSizes = Arrays.copyOf(repeatedSizes, uses.length);
        }
        uses[slot] += times;
        slots = Math.max(slots, slot + 1);
    }

    private Node.Literal literal(Escape xml) {
        int count = LittleEndian.u16(shape, at) * 2;
        int from = at + 2;
        int end = Utf16.trimmed(shape, from, count);
        at = from + count;
        var literal = new Node.Literal(
                Arrays.copyOfRange(shape, from, end), escaped(xml, from, end), escaped(Escape.JSON, from, end));
        constantSize += Math.max(literal.xml().length, literal.json().length);
        return literal;
    }

    private Node.Instruction instruction() {
        // "?>" inside would end it early; XML has no way to write it there.
        var instruction = utf8("<?" + text().replace("?>", "? >") + "?>");
        constantSize += instruction.length;
        return new Node.Instruction(instruction);
    }

    private int step() {
        return shape[at++];
    }

    private String text() {
        int from = at + 2;
        at = from + LittleEndian.u16(shape, at) * 2;
        return Utf16.string(shape, from, at);
    }

    private byte[] escaped(Escape escape, int from, int to) {
        scratch.clear();
        scratch.text(escape, shape, from, to);
        return Arrays.copyOf(scratch.bytes, scratch.length);
    }

    private byte[] key(String name) {
        var utf16 = Utf16.bytes(name);
        scratch.clear();
        scratch.ascii('"');
        scratch.text(Escape.JSON, utf16, 0, utf16.length);
        scratch.ascii('"');
        scratch.ascii(':');
        return Arrays.copyOf(scratch.bytes, scratch.length);
    }

    /** The name itself where XML allows it, which only a damaged log does not. */
    private static String xmlName(String name) {
        var legal = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean starts = Character.isLetter(c) || c == '_';
            boolean follows = Character.isDigit(c) || c == '-' || c == '.' || c == ':';
            if (!starts && (i == 0 || !follows)) {
                legal.setCharAt(i, '_');
            }
        }
        return legal.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
