package de.komcert.traces;

import java.io.IOException;
import java.util.ArrayList;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.PerLayout;
import de.komcert.sigma.Text;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of another reader, and adds a field that the log does not tell, such as whose log it is. Rules see it
 * like any other field; it is not written with what the entry tells. An entry that has the field itself keeps its own.
 *
 * <p>One of these serves one thread and many logs, as its layouts are what a detector remembers.
 */
public final class LabelledEntries implements EntryReader {

    private static final EntryReader NOTHING = new EntryReader() {
        @Override
        public boolean next() {
            return false;
        }

        @Override
        public Entry entry() {
            throw new IllegalStateException("There is no entry");
        }
    };

    private final String field;
    private final PerLayout<Layout> layouts = new PerLayout<>(this::widened);
    private EntryReader reader = NOTHING;
    private @Nullable Labelled labelled;
    private String value = "";

    /** @param field what the field is called */
    public LabelledEntries(String field) {
        this.field = field;
    }

    /** Begins with the entries of a reader, whose field has this value. */
    public LabelledEntries open(EntryReader entries, String label) {
        reader = entries;
        value = label;
        return this;
    }

    @Override
    public boolean next() throws IOException {
        return reader.next();
    }

    @Override
    public Entry entry() {
        var entry = reader.entry();
        if (labelled == null || labelled.entry != entry) {
            labelled = new Labelled(entry);
        }
        return labelled.unlessItHasTheField();
    }

    /** The same layout where it has the field. */
    private Layout widened(Layout narrow) {
        var names = new ArrayList<>(narrow.names());
        if (names.contains(field)) {
            return narrow;
        }
        names.add(field);
        return Layout.of(names);
    }

    private final class Labelled implements Entry {

        private final Entry entry;
        /** That of the entry without the field. */
        private Layout known;

        private Layout layout;

        Labelled(Entry entry) {
            this.entry = entry;
            known = entry.layout();
            layout = layouts.of(known);
        }

        /** This after the entry has moved on, or the entry itself where its layout has the field. */
        Entry unlessItHasTheField() {
            if (entry.layout() != known) {
                known = entry.layout();
                layout = layouts.of(known);
            }
            return layout == known ? entry : this;
        }

        private boolean isLabel(int slot) {
            return slot == known.size();
        }

        @Override
        public LogSource source() {
            return entry.source();
        }

        @Override
        public Layout layout() {
            return layout;
        }

        @Override
        public int count(int slot) {
            return isLabel(slot) ? 1 : entry.count(slot);
        }

        @Override
        public boolean isNull(int slot, int index) {
            return !isLabel(slot) && entry.isNull(slot, index);
        }

        @Override
        public void text(int slot, int index, Text into) {
            if (isLabel(slot)) {
                into.append(value);
            } else {
                entry.text(slot, index, into);
            }
        }

        @Override
        public long record() {
            return entry.record();
        }

        @Override
        public long time() {
            return entry.time();
        }

        @Override
        public boolean isResidue() {
            return entry.isResidue();
        }

        @Override
        public String type() {
            return entry.type();
        }

        @Override
        public String summary() {
            return entry.summary();
        }

        @Override
        public @Nullable String origin(Origin which) {
            return entry.origin(which);
        }

        @Override
        public void origin(Origin which, Text into) {
            entry.origin(which, into);
        }

        @Override
        public @Nullable Said said() {
            var said = entry.said();
            return said == null
                    ? null
                    : other -> said.isSaidBy(other instanceof Labelled labelled ? labelled.entry : other);
        }

        @Override
        public long numberInItsLog() {
            return entry.numberInItsLog();
        }

        @Override
        public void writeOrigin(Origin which, JsonLine into) {
            entry.writeOrigin(which, into);
        }

        @Override
        public void writeData(JsonLine into) {
            entry.writeData(into);
        }

        @Override
        public void writeDataAsTexts(JsonLine into) {
            entry.writeDataAsTexts(into);
        }
    }
}
