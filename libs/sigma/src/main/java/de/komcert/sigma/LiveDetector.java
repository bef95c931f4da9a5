package de.komcert.sigma;

/**
 * A detector whose rules can be replaced while scans are running: for a program that watches events as they come and must
 * not miss one when somebody changes a rule. Each event is held against one set of rules, the old or the new, never a
 * mixture. Whoever reads the rules anew for each run over logs that lie there needs only a {@link Detector}.
 */
public final class LiveDetector {

    private volatile Detector current;

    public LiveDetector(Detector first) {
        this.current = first;
    }

    /** From now on, scans use {@code next}, each from its next event on. */
    public void replace(Detector next) {
        current = next;
    }

    /** The detector in use. */
    public Detector current() {
        return current;
    }

    /** Something that holds events against the rules in use; for one thread. */
    public Scan scan() {
        return new Scan(this);
    }
}
