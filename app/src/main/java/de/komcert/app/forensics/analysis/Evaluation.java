package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Detections;
import de.komcert.logs.Match;
import de.komcert.logs.Parts;
import de.komcert.sigma.Layout;
import de.komcert.sigma.Text;
import de.komcert.traces.Entry;

/** What one thread does with each entry: inside the period, learn the names and hold it against the rules. */
final class Evaluation implements Parts.Work<Match> {

    /** Logs of one kind have few layouts; who writes more of them than this is not remembered. */
    private static final int MOST_LAYOUTS = 10_000;

    private final Parts.Work<Match> matching;
    private final Period period;
    private final Masking masking;
    private final Map<Layout, Slots> slots = new HashMap<>();

    Evaluation(Detections detections, Period period, Masking masking) {
        this.matching = detections.work();
        this.period = period;
        this.masking = masking;
    }

    @Override
    public void entry(String file, Entry entry, Parts.Out<Match> out) throws IOException {
        if (!period.contains(entry)) {
            return;
        }
        learn(entry);
        matching.entry(file, entry, out);
    }

    @Override
    public void flush(Parts.Out<Match> out) throws IOException {
        matching.flush(out);
    }

    @Override
    public void end(Parts.Out<Match> out) throws IOException {
        matching.end(out);
    }

    private void learn(Entry entry) {
        var layout = entry.layout();
        var known = slots.get(layout);
        if (known == null) {
            known = Slots.of(layout);
            if (slots.size() < MOST_LAYOUTS) {
                slots.put(layout, known);
            }
        }
        for (int slot : known.names()) {
            values(entry, slot, masking::learn);
        }
        for (int slot : known.messages()) {
            values(entry, slot, masking::learnFromText);
        }
    }

    private static void values(Entry entry, int slot, Consumer<String> each) {
        for (int i = 0; i < entry.count(slot); i++) {
            if (!entry.isNull(slot, i)) {
                var value = new Text();
                entry.text(slot, i, value);
                each.accept(value.toString());
            }
        }
    }

    /** Where names stand: in fields that name accounts, and in the message of a line. */
    private record Slots(int[] names, int[] messages) {

        static Slots of(Layout layout) {
            return new Slots(
                    those(layout, Masking::isNameField), those(layout, name -> name.equalsIgnoreCase("message")));
        }

        private static int[] those(Layout layout, Predicate<String> wanted) {
            return IntStream.range(0, layout.size())
                    .filter(slot -> wanted.test(layout.names().get(slot)))
                    .toArray();
        }
    }
}
