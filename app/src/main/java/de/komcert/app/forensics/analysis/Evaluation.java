package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.timeline.EventLines;
import de.komcert.logs.Detections;
import de.komcert.logs.Input;
import de.komcert.logs.Match;
import de.komcert.logs.Parts;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Layout;
import de.komcert.sigma.PerLayout;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;

/**
 * What one thread does with each entry: inside the period, take down its names and a line for the timeline, and hold it
 * against the rules.
 */
final class Evaluation implements Parts.Work<Brought> {

    private static final int MOST_TOLD = 20_000;
    /** What is longer, domain included, names nobody. */
    private static final int LONGEST_NAME = 400;

    private final Parts.Work<Match> matching;
    private final Period period;
    private final EventLines events =
            new EventLines(text -> Masking.namesWithin(text).forEach(this::name));
    private final PerLayout<int[]> nameSlots = new PerLayout<>(Evaluation::nameSlots);
    private final Set<String> told = new HashSet<>();
    private List<String> names = new ArrayList<>();

    Evaluation(Detections detections, Period period) {
        this.matching = detections.work();
        this.period = period;
    }

    @Override
    public void begin(Input file) {
        matching.begin(file);
    }

    @Override
    public void entry(String file, Entry entry, Parts.Out<Brought> out) throws IOException {
        if (!period.contains(entry)) {
            return;
        }
        readNames(entry);
        events.add(file, entry);
        matching.entry(file, entry, new Matches(out));
        if (events.isFull()) {
            passOn(out);
        }
    }

    @Override
    public void flush(Parts.Out<Brought> out) throws IOException {
        matching.flush(new Matches(out));
    }

    @Override
    public void end(Parts.Out<Brought> out) throws IOException {
        matching.end(new Matches(out));
        passOn(out);
    }

    private void passOn(Parts.Out<Brought> out) throws IOException {
        if (!names.isEmpty()) {
            out.put(new Brought.Named(names));
            names = new ArrayList<>();
        }
        out.put(new Brought.Happened(events.take()));
    }

    /** What this thread has told before it told in an earlier part, or earlier in this one. */
    private void name(String value) {
        if (value.length() > LONGEST_NAME) {
            return;
        }
        if (told.size() >= MOST_TOLD) {
            told.clear();
        }
        if (told.add(value)) {
            names.add(value);
        }
    }

    private void readNames(Entry entry) {
        for (int slot : nameSlots.of(entry.layout())) {
            for (int i = 0; i < entry.count(slot); i++) {
                if (!entry.isNull(slot, i)) {
                    var value = new Text();
                    entry.text(slot, i, value);
                    name(value.toString());
                }
            }
        }
    }

    private static int[] nameSlots(Layout layout) {
        var names = layout.names();
        return IntStream.range(0, layout.size())
                .filter(slot -> Masking.isNameField(names.get(slot)))
                .toArray();
    }

    /** Passes on what the rules find. */
    private record Matches(Parts.Out<Brought> out) implements Parts.Out<Match> {

        @Override
        public void put(Match match) throws IOException {
            out.put(new Brought.Matched(match));
        }

        @Override
        public void wrong(Trouble trouble) throws IOException {
            out.wrong(trouble);
        }
    }
}
