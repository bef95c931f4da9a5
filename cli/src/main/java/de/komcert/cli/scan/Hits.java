package de.komcert.cli.scan;

import java.io.IOException;
import java.io.PrintStream;

import de.komcert.cli.run.Item;
import de.komcert.cli.run.Totals;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Detail;
import de.komcert.logs.Detected;
import de.komcert.logs.Detections;
import de.komcert.logs.Match;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.sigma.Level;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.census.Census;
import org.jspecify.annotations.Nullable;

/** Takes hits in their order and hands on what is severe enough. */
final class Hits {

    private static final Detail DETAILED = new Detail(12, 0, 400);

    private final Detections detections;
    private final @Nullable Level least;
    private final Report report;
    private final Totals totals;

    Hits(Rules rules, Pipeline pipeline, @Nullable Level least, Report report, Totals totals) {
        this.detections = new Detections(rules, pipeline, report.isDetailed() ? DETAILED : Detail.NONE, this::report);
        this.least = least;
        this.report = report;
        this.totals = totals;
    }

    Parts.Work<Match> work() {
        return detections.work();
    }

    /** What all that was read holds. */
    Census census() {
        return detections.census();
    }

    void take(Item item) throws IOException {
        switch (item) {
            case Item.Matched(var match) -> detections.take(match);
            case Item.Lines lines -> {}
            case Item.Timed timed -> {}
            case Item.Wrong(var trouble) -> report.wrong(trouble);
            case Item.Read read -> {}
        }
    }

    private void report(Detected detected) throws IOException {
        if (least == null || detected.head().level().compareTo(least) >= 0) {
            totals.hit(detected);
            report.hit(detected);
        }
    }

    /** Reports the correlations, and what they could not count. */
    void end(PrintStream err) throws IOException {
        detections.end();
        var losses = detections.losses();
        if (!losses.isNone()) {
            err.println(Plain.line(
                    "Verknüpfungen: %,d Treffer ohne das Feld, nach dem gruppiert wird, %,d ohne Zeit, %,d wegen ihrer"
                            + " Menge nicht berücksichtigt.",
                    losses.ungrouped(), losses.untimed(), losses.crowded()));
        }
    }
}
