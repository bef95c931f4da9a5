package de.komcert.evtx;

import java.time.Instant;
import java.util.Arrays;

/**
 * One event: its number, its time, and windows on its values. It belongs to an {@link EvtxReader}, which fills it anew
 * for each record; whoever keeps something takes it out before moving on.
 *
 * <p>A record consists of instances of templates. The first ones are its top elements; a value of type BinXML is made
 * of further ones. The slots of all of them stand in one row here, each instance with a base in it.
 */
public final class EvtxRecord {

    /** Where a record was found. */
    public enum Origin {
        /** In the chain of records of its chunk. */
        LOG,
        /** In space that the log no longer or not yet uses: from an earlier use of the chunk. */
        RESIDUE,
        /** Found by its form alone, outside any chunk. */
        CARVED
    }

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long SECONDS_TO_UNIX = 11_644_473_600L;

    byte[] chunk = {};
    int at;
    int size;
    long id;
    long time;
    long offset;
    Origin origin = Origin.LOG;
    boolean whole;

    int slots;
    int[] offsets = new int[128];
    int[] lengths = new int[128];
    byte[] types = new byte[128];
    /** By slot that holds BinXML: the first of its instances and how many they are. */
    int[] firstInstances = new int[128];

    int[] instanceCounts = new int[128];

    int instances;
    int roots;
    Template[] templates = new Template[8];
    int[] bases = new int[8];
    int[] slotCounts = new int[8];

    private final Form.Known forms = new Form.Known();
    private final ByteSink composed = new ByteSink(128);

    /** The number Windows gave it: EventRecordID. */
    public long id() {
        return id;
    }

    /** When it was written: ticks of 100 ns since 1601 in UTC. */
    public long ticks() {
        return time;
    }

    /** The same as {@link #ticks}, which are counted without a sign. */
    public Instant time() {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(time, TICKS_PER_SECOND) - SECONDS_TO_UNIX,
                Long.remainderUnsigned(time, TICKS_PER_SECOND) * 100);
    }

    /** Where it begins, in bytes from the beginning of the file. */
    public long offset() {
        return offset;
    }

    /** Its length in the file, in bytes. */
    public int size() {
        return size;
    }

    /** Where it was found. */
    public Origin origin() {
        return origin;
    }

    /** Whether all of it could be read. Otherwise a {@link Finding} says why, and its bare values are shown. */
    public boolean isWhole() {
        return whole;
    }

    /**
     * Fills the window with the first field of that number; false where the record has no such field.
     *
     * @param field its number in the {@link Fields} of the reader
     */
    public boolean read(int field, Value into) {
        for (int instance = 0; instance < instances; instance++) {
            var template = templates[instance];
            int place = template.byField()[field];
            if (place >= 0 && fill(template.fields()[place], instance, into)) {
                return true;
            }
        }
        return false;
    }

    /** What this record has in common with all that are made of the same templates. */
    public Form form() {
        return forms.of(templates, instances);
    }

    /**
     * Fills the window with the field at that place of its form; false where this record lacks it.
     *
     * @param form what {@link #form()} gave for this record
     */
    public boolean readAt(Form form, int place, Value into) {
        return fill(form.field(place), form.instance(place), into);
    }

    /** Shows all fields in the order in which they stand, also those that nobody numbered. */
    public void forEachField(FieldVisitor visitor) {
        var value = new Value();
        for (int instance = 0; instance < instances; instance++) {
            for (var field : templates[instance].fields()) {
                if (fill(field, instance, value)) {
                    visitor.field(field.name(), value);
                }
            }
        }
    }

    /** Gets the fields of a record. */
    @FunctionalInterface
    public interface FieldVisitor {

        /** A field. The window is the same object each time. */
        void field(String name, Value value);
    }

    /** The event as one line of XML, as Windows shows it. */
    public String toXml() {
        return new XmlWriter().append(this).toString();
    }

    /** The event as one line of JSON; see {@link JsonWriter} for its form. */
    public String toJson() {
        return new JsonWriter().append(this).toString();
    }

    private boolean fill(Template.Field field, int instance, Value into) {
        if (field.dependency() >= 0 && isNull(instance, field.dependency())) {
            return false;
        }
        if (field.slot() >= 0) {
            int slot = slot(instance, field.slot());
            if (slot < 0 || (types[slot] == 0 && field.optional())) {
                return false;
            }
            into.set(types[slot] & 0xff, chunk, offsets[slot], lengths[slot]);
            return types[slot] != ValueType.BINXML.code;
        }
        var constant = field.constant();
        var parts = field.parts();
        if (constant != null) {
            into.set(ValueType.STRING.code, constant, 0, constant.length);
        } else if (parts != null) {
            compose(parts, instance, into);
        }
        return true;
    }

    /** Texts around and between slots: rare enough to be copied together. */
    private void compose(Node[] parts, int instance, Value into) {
        var piece = new Value();
        composed.clear();
        for (var part : parts) {
            if (part instanceof Node.Literal literal) {
                composed.raw(literal.utf16());
            } else if (part instanceof Node.Slot slot) {
                int place = slot(instance, slot.index());
                if (place >= 0) {
                    piece.set(types[place] & 0xff, chunk, offsets[place], lengths[place]);
                    composed.raw(Utf16.bytes(piece.text()));
                }
            }
        }
        into.set(ValueType.STRING.code, Arrays.copyOf(composed.bytes, composed.length), 0, composed.length);
    }

    /** The place of a slot of an instance in the row of all, or -1 where the record has no value for it. */
    int slot(int instance, int slot) {
        return slot < slotCounts[instance] ? bases[instance] + slot : -1;
    }

    boolean isNull(int instance, int slot) {
        int place = slot(instance, slot);
        return place < 0 || types[place] == 0;
    }

    void clear(byte[] newChunk, int newAt, int newSize) {
        chunk = newChunk;
        at = newAt;
        size = newSize;
        id = LittleEndian.i64(newChunk, newAt + 8);
        time = LittleEndian.i64(newChunk, newAt + 16);
        slots = 0;
        instances = 0;
        roots = 0;
        whole = true;
    }

    /** Makes room for the values of one more instance. */
    int add(Template template, int count) {
        if (slots + count > offsets.length) {
            int capacity = Math.max(offsets.length * 2, slots + count);
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            types = Arrays.copyOf(types, capacity);
            firstInstances = Arrays.copyOf(firstInstances, capacity);
            instanceCounts = Arrays.copyOf(instanceCounts, capacity);
        }
        if (instances == templates.length) {
            templates = Arrays.copyOf(templates, instances * 2);
            bases = Arrays.copyOf(bases, instances * 2);
            slotCounts = Arrays.copyOf(slotCounts, instances * 2);
        }
        templates[instances] = template;
        bases[instances] = slots;
        slotCounts[instances] = count;
        instances++;
        int base = slots;
        slots += count;
        return base;
    }
}
