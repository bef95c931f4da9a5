package de.komcert.cli.explain;

import java.io.IOException;
import java.io.PrintStream;

import de.komcert.cli.run.Item;
import de.komcert.cli.run.Totals;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Parts;
import de.komcert.logs.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Takes the explanations of one argument in the order of its events and writes those that were asked for. Where no number
 * says which event is meant, these are the first that come from where the rule looks.
 */
final class Explaining implements Parts.Sink<Explained> {

    private static final long MOST_WRITTEN = 20;

    private final Asked asked;
    private final ExplanationForm form;
    private final PrintStream err;
    private final Totals totals = new Totals();
    private @Nullable Explained stranger;
    private long matching;
    private long failing;
    private long undecided;
    private long strangers;
    private long written;

    Explaining(Asked asked, ExplanationForm form, PrintStream err) {
        this.asked = asked;
        this.form = form;
        this.err = err;
    }

    @Override
    public void put(Explained found) throws IOException {
        switch (found.answer()) {
            case YES -> matching++;
            case OPEN -> undecided++;
            case NO -> {
                if (found.why().provenance().fits()) {
                    failing++;
                } else {
                    strangers++;
                }
            }
        }
        if (asked.record() != null || found.why().provenance().fits() && written < MOST_WRITTEN) {
            write(found);
        } else if (stranger == null) {
            stranger = found;
        }
    }

    private void write(Explained found) throws IOException {
        written++;
        form.write(found);
    }

    @Override
    public void wrong(Trouble trouble) {
        totals.wrong(trouble);
    }

    @Override
    public void read(long entries, long bytes, boolean ends) {
        totals.read(new Item.Read(entries, bytes, ends));
    }

    /**
     * Writes what has waited, and says on standard error what there was.
     *
     * @param isReadable whether what was named is there
     * @return whether there was an event
     */
    boolean end(boolean isReadable) throws IOException {
        totals.explain(err);
        var waiting = stranger;
        if (written == 0 && waiting != null) {
            write(waiting);
        }
        if (written == 0 && isReadable) {
            err.println(Plain.text(
                    asked.record() == null
                            ? "In " + asked.path() + " steht kein Ereignis."
                            : Plain.line(
                                    "In %s gibt es kein Ereignis mit der Nummer %d; gelesen wurden %,d.",
                                    asked.path(), asked.record(), totals.entries())));
        } else if (asked.record() == null && written > 0) {
            err.println(Plain.text(Plain.line(
                    "%s: %,d-mal passt die Regel, %,d-mal nicht,%s %,d-mal stammt das Ereignis anderswoher; erklärt: %,d. Ein"
                            + " bestimmtes Ereignis nennt seine Nummer, zum Beispiel %s:12.",
                    asked.path(),
                    matching,
                    failing,
                    undecided == 0 ? "" : Plain.line(" %,d-mal bleibt es unentschieden,", undecided),
                    strangers,
                    written,
                    asked.path())));
        }
        return written > 0;
    }
}
