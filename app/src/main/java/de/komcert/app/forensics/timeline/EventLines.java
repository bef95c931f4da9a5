package de.komcert.app.forensics.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import de.komcert.app.forensics.finding.Storable;
import de.komcert.logs.Sorting;
import de.komcert.sigma.Layout;
import de.komcert.sigma.PerLayout;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Origin;
import org.jspecify.annotations.Nullable;

/** Makes of each entry the little of it that stands in the timeline. For one thread. */
public final class EventLines {

    /** So many characters of an entry are kept: what {@link MaskedLine} shows, and a name behind it that is cut there. */
    private static final int LONGEST = MaskedLine.LONGEST + MaskedLine.LONGEST_NAME;

    private static final int LONGEST_ORIGIN = 300;
    private static final int LONGEST_FILE = 4_000;
    private static final int FULL = 1 << 16;

    /** What a log says in words of its own needs no fields beside it. */
    private static final Set<String> IN_FIELDS = Set.of("windows:evtx:record", "json:line");

    /** What stands in columns of its own, or tells nothing to a reader. */
    private static final Set<String> PASSED_OVER = Set.of(
            "Provider_Name",
            "Provider_Guid",
            "Provider_EventSourceName",
            "EventID",
            "EventID_Qualifiers",
            "Version",
            "Level",
            "Task",
            "Opcode",
            "Keywords",
            "TimeCreated_SystemTime",
            "EventRecordID",
            "Correlation_ActivityID",
            "Correlation_RelatedActivityID",
            "Execution_ProcessID",
            "Execution_ThreadID",
            "Channel",
            "Computer",
            "Security_UserID",
            "@timestamp",
            "product",
            "category",
            "service",
            "einrichtung");

    /** What tells most comes first, so that it is there when the rest is cut. */
    private static final List<String> FIRST = List.of(
            "CommandLine",
            "ScriptBlockText",
            "Image",
            "NewProcessName",
            "ParentImage",
            "ParentProcessName",
            "TargetUserName",
            "SubjectUserName",
            "User",
            "IpAddress",
            "WorkstationName",
            "LogonType",
            "TargetFilename",
            "ImagePath",
            "ServiceName",
            "TargetObject",
            "Details",
            "DestinationIp",
            "DestinationHostname",
            "DestinationPort",
            "QueryName");

    /** Logs say the same over and over; what was told lately is not told again. */
    private static final int MOST_TOLD = 1 << 13;

    private final Consumer<String> told;
    private final Set<String> lately = new HashSet<>();
    private final PerLayout<int[]> orders = new PerLayout<>(EventLines::order);
    private final Text value = new Text();
    private final Packing packing = new Packing();
    private List<Sorting.Line> lines = new ArrayList<>();
    private int bytes;

    /** @param told hears every text that stands in the timeline, before it is masked; some more than once */
    public EventLines(Consumer<String> told) {
        this.told = told;
    }

    public void add(String file, Entry entry) {
        packing.clear(); // an entry that could not be read to its end has left its beginning
        for (var which : Origin.values()) {
            packing.text(bounded(entry.origin(which), LONGEST_ORIGIN));
        }
        packing.text(bounded(entry.type(), LONGEST_ORIGIN));
        packing.text(bounded(file, LONGEST_FILE));
        packing.number(entry.record());
        if (IN_FIELDS.contains(entry.type())) {
            fields(entry);
        } else {
            field("", entry.summary(), LONGEST);
        }
        var made = packing.take();
        lines.add(new Sorting.Line(entry.time(), made));
        bytes += made.length;
    }

    /** Whether what was made so far is to be passed on. */
    public boolean isFull() {
        return bytes >= FULL;
    }

    /** What was made since the last call. */
    public EventBlock take() {
        var block = new EventBlock(lines, bytes);
        lines = new ArrayList<>();
        bytes = 0;
        return block;
    }

    private void fields(Entry entry) {
        var layout = entry.layout();
        int left = LONGEST;
        for (int slot : orders.of(layout)) {
            for (int i = 0; i < entry.count(slot) && left > 0; i++) {
                if (!entry.isNull(slot, i)) {
                    value.clear();
                    entry.text(slot, i, value);
                    var text = value.toString();
                    if (!text.isEmpty() && !text.equals("-")) {
                        var name = layout.names().get(slot);
                        left -= name.length() + field(name, text, left);
                    }
                }
            }
        }
    }

    private int field(String name, String text, int most) {
        var kept = bounded(text, most);
        tell(kept);
        packing.one(kept.length() < text.length() ? 1 : 0);
        packing.text(Storable.text(name));
        packing.text(kept);
        return kept.length();
    }

    private void tell(String text) {
        if (lately.size() >= MOST_TOLD) {
            lately.clear();
        }
        if (lately.add(text)) {
            told.accept(text);
        }
    }

    private static int[] order(Layout layout) {
        var names = layout.names();
        return IntStream.range(0, layout.size())
                .filter(slot -> !PASSED_OVER.contains(names.get(slot)))
                .boxed()
                .sorted(Comparator.comparingInt(slot -> place(names.get(slot))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int place(String name) {
        int place = FIRST.indexOf(name);
        return place < 0 ? FIRST.size() : place;
    }

    private static String bounded(@Nullable String text, int most) {
        if (text == null) {
            return "";
        }
        return Storable.text(text.length() <= most ? text : text.substring(0, most));
    }
}
