package de.komcert.traces.census;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.PerLayout;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@link Census} of entries while they are read; one for each thread. What it works out for a kind of event and a
 * layout is kept from entry to entry: a field is looked at until it had a value once.
 */
public final class CensusTaker {

    private static final long TICKS_PER_DAY = 24 * 3600 * 10_000_000L;
    private static final int MOST_KNOWN = 20_000;
    private static final int MOST_LAYOUTS = 10_000;
    private static final int MOST_OPEN_SLOTS = 4_000_000;
    private static final int MOST_OPEN_LAYOUTS = 10_000;
    /** Longer names of hosts, logs and the like are made up. */
    private static final int LONGEST = 300;
    /** So are events with more fields than this. */
    private static final int MOST_SLOTS = 4_096;

    /** The parts of a kind's name. */
    private static final Origin[] PARTS = {Origin.HOST, Origin.CHANNEL, Origin.PROVIDER, Origin.EVENT_ID};

    /** What is worked out for a layout once. */
    private static final class Plan {
        /** Of log, provider and id the names by which rules ask for them. */
        private static final List<String> ASKED = List.of("Channel", "Provider_Name", "EventID");

        /** Slots in which those stand; -1 is none, or several. */
        private final int[] slots;
        /** The kind of the entry before, and what it said of its origin. */
        private @Nullable Known last;

        private Entry.@Nullable Said said;

        Plan(Layout layout) {
            slots = ASKED.stream()
                    .mapToInt(name ->
                            layout.names().indexOf(name) == layout.names().lastIndexOf(name)
                                    ? layout.names().indexOf(name)
                                    : -1)
                    .toArray();
        }

        /** Which of them the entry states as rules ask for them, one bit for each. */
        int stated(Entry entry) {
            int stated = 0;
            for (int i = 0; i < slots.length; i++) {
                int slot = slots[i];
                if (slot >= 0 && entry.count(slot) == 1 && !entry.isNull(slot, 0)) {
                    stated |= 1 << i;
                }
            }
            return stated;
        }
    }

    /** What is known of a kind of event while it is counted: its fields that never had a value, by layout. */
    private static final class Known {
        /** Host, log, provider, id and which of them are stated, as {@link #name} has them. */
        private final Text name;

        private final Tally.Key key;
        private final Mark.@Nullable Meaning meaning;
        private final Map<Layout, Open> open = new IdentityHashMap<>();
        private Census census = new Census();
        private @Nullable Tally tally;
        private @Nullable Strand days;
        private @Nullable Strand numbers;
        private @Nullable Layout layout;
        private Open current = new Open(0);

        Known(Text name, Tally.Key key) {
            this.name = name;
            this.key = key;
            this.meaning = Mark.Meaning.of(key.provider(), key.channel(), key.eventId());
        }

        void begin(Census with) {
            census = with;
            tally = with.tallies.open(key, Tally::new);
            days = with.strand(Strand.Numbers.DAYS, "", key.host(), key.channel());
            numbers = null;
            closeAll();
        }

        void closeAll() {
            open.clear();
            layout = null;
        }

        /** Follows the numbers that entries bear, and notes those that tell of gaps. */
        void follow(String file, Entry entry, long time) {
            long record = entry.record();
            if (days != null && time != Entry.NO_TIME) {
                days.stretches.add(Math.floorDiv(time, TICKS_PER_DAY), time, file, record, key.host());
            }
            long number = entry.numberInItsLog();
            if (number >= 0) {
                var strand = numbers(file, number == record);
                if (strand != null) {
                    strand.stretches.add(number, time, file, record, key.host());
                }
            }
            if (meaning != null) {
                census.note(Mark.of(meaning, key.host(), key.channel(), file, entry));
            }
        }

        private @Nullable Strand numbers(String file, boolean isOriginal) {
            var which = isOriginal ? Strand.Numbers.ORIGINAL : Strand.Numbers.COPIED;
            var known = numbers;
            if (known == null
                    || known.key.numbers() != which
                    || !known.key.file().equals(file)) {
                known = census.strand(which, file, isOriginal ? "" : key.host(), key.channel());
                numbers = known;
            }
            return known;
        }
    }

    /** Slots of a layout. */
    private static final class Open {
        private final int[] slots;
        private int count;

        Open(int all) {
            slots = new int[all];
            count = all;
            Arrays.setAll(slots, slot -> slot);
        }
    }

    private final PerLayout<Plan> plans = new PerLayout<>(Plan::new);
    private final Map<LogSource, Map<Text, Known>> known = new HashMap<>();
    private final Text name = new Text();
    private final Text value = new Text();
    private final int[] starts = new int[PARTS.length];
    private final int[] ends = new int[PARTS.length];

    private Census census = new Census();
    private int knownCount;
    private int openSlots;
    private @Nullable Layout lastLayout;
    private Plan plan = new Plan(Layout.of(List.of()));
    private @Nullable LogSource lastSource;
    private Map<Text, Known> ofSource = Map.of();

    /**
     * Counts an entry.
     *
     * @param file where it stands, as gaps are to name it
     */
    public void add(String file, Entry entry) {
        var kind = kind(entry);
        if (kind == null) {
            census.beyond++;
            return;
        }
        if (kind.census != census) {
            kind.begin(census);
        }
        long time = entry.time();
        var tally = kind.tally;
        if (tally == null || tally.givenUp) {
            census.beyond++;
        } else {
            tally.add(time);
            if (!tally.moreFields) {
                readFields(entry, tally, kind);
            }
        }
        kind.follow(file, entry, time);
    }

    /** What was counted since the last call. */
    public Census take() {
        var taken = census;
        census = new Census();
        openSlots = 0;
        return taken;
    }

    private void forget() {
        known.clear();
        knownCount = 0;
        openSlots = 0;
        lastSource = null;
        ofSource = Map.of();
    }

    // ---- which kind it is ----

    /** Null for a kind that is made up. */
    private @Nullable Known kind(Entry entry) {
        var layout = entry.layout();
        if (layout != lastLayout) {
            lastLayout = layout;
            plan = plans.of(layout);
        }
        var said = plan.said;
        if (said != null && said.isSaidBy(entry)) {
            return plan.last;
        }
        readName(entry);
        name.append((char) plan.stated(entry));
        var last = plan.last;
        if (last == null || last.key.source() != entry.source() || !last.name.equals(name)) {
            plan.last = known(entry.source(), plan.stated(entry));
        }
        plan.said = entry.said();
        return plan.last;
    }

    /** Reads host, log, provider and id into {@link #name}; the length behind each part tells where it began. */
    private void readName(Entry entry) {
        name.clear();
        for (int part = 0; part < PARTS.length; part++) {
            starts[part] = name.length();
            entry.origin(PARTS[part], name);
            ends[part] = name.length();
            name.append((char) (ends[part] - starts[part]));
        }
    }

    private @Nullable Known known(LogSource source, int stated) {
        if (source != lastSource) {
            lastSource = source;
            ofSource = known.getOrDefault(source, Map.of());
        }
        var kind = ofSource.get(name);
        return kind == null ? meet(source, stated) : kind;
    }

    private @Nullable Known meet(LogSource source, int stated) {
        if (isTooLong(source)) {
            return null;
        }
        if (knownCount >= MOST_KNOWN) {
            forget();
        }
        var kind = new Known(name.copy(), key(source, stated));
        knownCount++;
        lastSource = source;
        ofSource = known.computeIfAbsent(source, s -> new HashMap<>());
        ofSource.put(kind.name, kind);
        return kind;
    }

    private boolean isTooLong(LogSource source) {
        for (int part = 0; part < PARTS.length; part++) {
            if (ends[part] - starts[part] > LONGEST) {
                return true;
            }
        }
        return isTooLong(source.product()) || isTooLong(source.category()) || isTooLong(source.service());
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.length() > LONGEST;
    }

    private Tally.Key key(LogSource source, int stated) {
        return new Tally.Key(part(0), source, part(1), part(2), part(3), stated);
    }

    private String part(int part) {
        return name.subSequence(starts[part], ends[part]).toString();
    }

    // ---- which fields have a value ----

    private void readFields(Entry entry, Tally tally, Known kind) {
        var layout = entry.layout();
        if (layout != kind.layout) {
            if (layout.size() > MOST_SLOTS) {
                tally.hasTooManyFields();
                return;
            }
            open(kind, layout);
        }
        var open = kind.current;
        for (int i = open.count - 1; i >= 0; i--) {
            int slot = open.slots[i];
            if (hasValue(entry, slot)) {
                tally.hasValue(layout.names().get(slot));
                open.slots[i] = open.slots[--open.count];
            }
        }
    }

    private void open(Known kind, Layout layout) {
        var open = kind.open.get(layout);
        if (open == null) {
            if (openSlots > MOST_OPEN_SLOTS || kind.open.size() >= MOST_OPEN_LAYOUTS) {
                known.values().forEach(kinds -> kinds.values().forEach(Known::closeAll));
                openSlots = 0;
            }
            open = new Open(layout.size());
            openSlots += layout.size();
            kind.open.put(layout, open);
        }
        kind.layout = layout;
        kind.current = open;
    }

    private boolean hasValue(Entry entry, int slot) {
        int count = entry.count(slot);
        for (int i = 0; i < count; i++) {
            if (!entry.isNull(slot, i)) {
                value.clear();
                entry.text(slot, i, value);
                if (value.length() > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
