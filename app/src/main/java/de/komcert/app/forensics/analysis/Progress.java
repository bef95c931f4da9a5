package de.komcert.app.forensics.analysis;

import java.time.Duration;

import de.komcert.logs.Input;
import de.komcert.logs.Inputs;
import de.komcert.logs.Stop;

/** Tells now and then how far an analysis has come, and notices when somebody ends it. */
final class Progress implements Stop {

    private static final long BETWEEN = Duration.ofMillis(700).toNanos();

    private final AnalysisRecords records;
    private final Analysis analysis;
    private final Stop ending;
    private long bytesTotal;
    private int files;
    private int passedOver;
    private long bytes;
    private long entries;
    private long matches;
    private long told = System.nanoTime();
    private volatile boolean isEnded;

    Progress(AnalysisRecords records, Analysis analysis, Stop ending) {
        this.records = records;
        this.analysis = analysis;
        this.ending = ending;
    }

    synchronized void found(Inputs inputs) {
        bytesTotal = inputs.files().stream().mapToLong(Input::size).sum();
        files = inputs.files().size();
        passedOver = inputs.passedOver();
        tell();
    }

    synchronized void read(long moreEntries, long moreBytes, long matchesSoFar) {
        entries += moreEntries;
        bytes += moreBytes;
        matches = matchesSoFar;
        if (System.nanoTime() - told > BETWEEN) {
            tell();
        }
    }

    synchronized Analysis.Progress now() {
        return new Analysis.Progress(bytes, bytesTotal, entries, matches, files, passedOver, 0, 0);
    }

    private void tell() {
        isEnded = !records.tell(analysis, now());
        told = System.nanoTime();
    }

    @Override
    public boolean isWanted() {
        return isEnded || ending.isWanted();
    }
}
