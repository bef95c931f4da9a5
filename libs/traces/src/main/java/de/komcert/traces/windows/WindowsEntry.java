package de.komcert.traces.windows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

import de.komcert.evtx.Elements;
import de.komcert.evtx.EvtxRecord;
import de.komcert.evtx.Form;
import de.komcert.evtx.JsonLine;
import de.komcert.evtx.Value;
import de.komcert.evtx.ValueType;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import de.komcert.traces.text.Numbers;
import org.jspecify.annotations.Nullable;

/** A record of a Windows event log as an event: a window on values that stay where they lie. */
final class WindowsEntry implements Entry {

    private static final int MAX_KNOWN = 10_000;
    /** Whatever its channel is, an event log is one of Windows; rules for other products are not for it. */
    private static final LogSource WINDOWS = LogSource.of("windows", null, null);

    private final Pipeline pipeline;
    private final EvtxRecord record;
    private final Map<Form, WindowsForm> forms = new IdentityHashMap<>();
    private final Map<String, LogSource> sources = new HashMap<>();
    private final Value value = new Value();
    private final Value other = new Value();

    private WindowsForm form;
    private LogSource source = WINDOWS;
    private boolean residue;
    private int slotRead = -1;
    private boolean isThere;
    private int elementsRead;
    private @Nullable Elements elements;

    WindowsEntry(EvtxRecord record, Pipeline pipeline) {
        this.record = record;
        this.pipeline = pipeline;
        this.form = new WindowsForm(record.form());
    }

    /** Whether entries say that they are left over from an earlier use of their space. */
    void tellsResidue(boolean wanted) {
        residue = wanted;
    }

    /** The record was moved on. */
    void moved() {
        slotRead = -1;
        var known = record.form();
        if (known != form.form) {
            if (forms.size() >= MAX_KNOWN) {
                forms.clear();
            }
            form = forms.computeIfAbsent(known, WindowsForm::new);
        }
        source = form.channelIsAmbiguous ? sourceOfChannel() : WINDOWS;
    }

    private LogSource sourceOfChannel() {
        var channel = origin(Origin.CHANNEL);
        if (channel == null) {
            return WINDOWS;
        }
        if (sources.size() >= MAX_KNOWN) {
            sources.clear();
        }
        return sources.computeIfAbsent(channel, name -> {
            var known = pipeline.ofChannel(name);
            return known.product() == null ? WINDOWS : known;
        });
    }

    // ---- the event ----

    @Override
    public LogSource source() {
        return source;
    }

    @Override
    public Layout layout() {
        return form.layout;
    }

    @Override
    public int count(int slot) {
        read(slot);
        if (!isThere) {
            return 0;
        }
        if (!value.isArray()) {
            return 1;
        }
        int count = 0;
        for (var all = value.elements(); all.next(); ) {
            count++;
        }
        return count;
    }

    @Override
    public boolean isNull(int slot, int index) {
        read(slot);
        return value.type() == ValueType.NULL;
    }

    @Override
    public void text(int slot, int index, Text into) {
        read(slot);
        append(value.isArray() ? element(index) : value, into);
    }

    private void read(int slot) {
        if (slot != slotRead) {
            slotRead = slot;
            elements = null;
            isThere = record.readAt(form.form, form.places[slot], value);
        }
    }

    /** Goes on from the element before, since values are asked for in their order. */
    private Value element(int index) {
        if (elements == null || index < elementsRead) {
            elements = value.elements();
            elementsRead = -1;
        }
        while (elementsRead < index && elements.next()) {
            elementsRead++;
        }
        return elements.value();
    }

    private static void append(Value value, Text into) {
        switch (value.type()) {
            case STRING -> into.appendUtf16le(value.bytes(), value.offset(), value.length());
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64 -> {
                if (value.isNumber()) {
                    into.append(value.number());
                } else {
                    into.append(value.text());
                }
            }
            case NULL,
                    ANSI_STRING,
                    UINT64,
                    FLOAT,
                    DOUBLE,
                    BOOL,
                    BINARY,
                    GUID,
                    SIZE,
                    FILETIME,
                    SYSTEMTIME,
                    SID,
                    HEX32,
                    HEX64,
                    HANDLE,
                    BINXML,
                    XML,
                    OTHER -> into.append(value.text());
        }
    }

    // ---- where it stands ----

    @Override
    public long record() {
        return record.id();
    }

    @Override
    public long time() {
        if (form.time >= 0 && record.readAt(form.form, form.time, other) && other.type() == ValueType.FILETIME) {
            long stated = other.number();
            if (stated != 0) {
                return stated;
            }
        }
        return record.ticks();
    }

    @Override
    public long numberInItsLog() {
        if (form.number < 0 || !record.readAt(form.form, form.number, other)) {
            return -1;
        }
        return other.isNumber() ? other.number() : Numbers.parse(other.text()); // forwarded logs write it as text
    }

    @Override
    public Said said() {
        return new Noted(this);
    }

    /** What a record says of its origin, as bytes. */
    private static final class Noted implements Said {
        private static final Origin[] ALL = Origin.values();

        private final ValueType[] types = new ValueType[ALL.length];
        private final byte[][] bytes = new byte[ALL.length][];

        Noted(WindowsEntry entry) {
            for (int i = 0; i < ALL.length; i++) {
                if (entry.readOrigin(ALL[i])) {
                    var value = entry.other;
                    types[i] = value.type();
                    bytes[i] = Arrays.copyOfRange(value.bytes(), value.offset(), value.offset() + value.length());
                } else {
                    types[i] = ValueType.NULL;
                    bytes[i] = new byte[0];
                }
            }
        }

        @Override
        public boolean isSaidBy(Entry entry) {
            if (!(entry instanceof WindowsEntry record)) {
                return false;
            }
            for (int i = 0; i < ALL.length; i++) {
                if (record.readOrigin(ALL[i]) ? !isSame(i, record.other) : types[i] != ValueType.NULL) {
                    return false;
                }
            }
            return true;
        }

        private boolean isSame(int origin, Value value) {
            int end = value.offset() + value.length();
            return value.type() == types[origin]
                    && Arrays.equals(value.bytes(), value.offset(), end, bytes[origin], 0, bytes[origin].length);
        }
    }

    @Override
    public boolean isResidue() {
        return residue && record.origin() != EvtxRecord.Origin.LOG;
    }

    @Override
    public String type() {
        return "windows:evtx:record";
    }

    /** Who wrote it, and which event it is: the words stand in files of the program, not in the log. */
    @Override
    public String summary() {
        var provider = origin(Origin.PROVIDER);
        var eventId = origin(Origin.EVENT_ID);
        return (provider == null ? "" : provider) + " " + (eventId == null ? "" : eventId);
    }

    @Override
    public @Nullable String origin(Origin which) {
        return readOrigin(which) ? other.text() : null;
    }

    @Override
    public void origin(Origin which, Text into) {
        if (readOrigin(which)) {
            append(other, into);
        }
    }

    @Override
    public void writeOrigin(Origin which, JsonLine into) {
        if (!readOrigin(which)) {
            into.text(null);
        } else if (which == Origin.EVENT_ID && !other.isNumber()) {
            Numbers.write(other.text(), into); // forwarded logs write it as text
        } else {
            into.value(other);
        }
    }

    private boolean readOrigin(Origin which) {
        int place = form.origins[which.ordinal()];
        return place >= 0 && record.readAt(form.form, place, other);
    }

    @Override
    public void writeData(JsonLine into) {
        into.open();
        for (var data : form.data) {
            write(data, into);
        }
        into.close();
    }

    @Override
    public void writeDataAsTexts(JsonLine into) {
        into.openList();
        for (var data : form.data) {
            for (int place : data.places()) {
                if (record.readAt(form.form, place, other)) {
                    for (var elements = other.elements(); elements.next(); ) {
                        into.text(data.name() + ": " + elements.value().text());
                    }
                }
            }
        }
        into.closeList();
    }

    private void write(WindowsForm.Data data, JsonLine into) {
        int found = 0;
        int last = -1;
        for (int place : data.places()) {
            if (record.readAt(form.form, place, other)) {
                found++;
                last = place;
            }
        }
        if (found == 0) {
            return;
        }
        into.name(data.key());
        if (found == 1) {
            record.readAt(form.form, last, other);
            into.value(other);
            return;
        }
        into.openList();
        for (int place : data.places()) {
            if (record.readAt(form.form, place, other)) {
                into.elements(other);
            }
        }
        into.closeList();
    }
}
