package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Layout, int[]> nameSlots = new HashMap<>();
    private final Text text = new Text();

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
        var slots = nameSlots.get(layout);
        if (slots == null) {
            slots = nameSlots(layout);
            if (nameSlots.size() < MOST_LAYOUTS) {
                nameSlots.put(layout, slots);
            }
        }
        for (int slot : slots) {
            for (int i = 0; i < entry.count(slot); i++) {
                if (!entry.isNull(slot, i)) {
                    entry.text(slot, i, text);
                    masking.learn(text.toString());
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
}
