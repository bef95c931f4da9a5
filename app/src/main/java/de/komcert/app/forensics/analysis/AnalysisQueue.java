package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.order.AnalysisJob;
import de.komcert.app.web.FailureLog;
import de.komcert.logs.Stopped;
import de.komcert.logs.UnreadableRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Carries out what waits, one analysis after the other, the oldest first. The queue is the table of analyses: what was asked
 * for is not lost with the program, and what it was at when it ended begins anew.
 */
@Component
class AnalysisQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisQueue.class);
    private static final long LOOK_EVERY_SECONDS = 60;

    private final AnalysisRecords records;
    private final Analyses analyses;
    private final Analysing analysing;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean isRunning;
    private Thread worker = new Thread();

    AnalysisQueue(AnalysisRecords records, Analyses analyses, Analysing analysing) {
        this.records = records;
        this.analyses = analyses;
        this.analysing = analysing;
    }

    @TransactionalEventListener
    void requested(Analyses.Requested request) {
        asked.release();
    }

    @Override
    public void start() {
        isRunning = true;
        worker = Thread.ofPlatform().name("analyses").daemon().start(this::work);
    }

    @Override
    public void stop() {
        isRunning = false;
        worker.interrupt();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void work() {
        while (isRunning) {
            try {
                var next = Acting.as(AnalysisJob.ACTOR, records::next);
                if (next.isPresent()) {
                    carryOut(next.get());
                } else if (asked.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                    asked.drainPermits();
                }
            } catch (InterruptedException ending) {
                return;
            } catch (RuntimeException failure) {
                if (isRunning) {
                    LOG.warn("Keine Auswertung begonnen. Nummer {}.", FailureLog.keep(failure));
                    pause();
                }
            }
        }
    }

    private void carryOut(AnalysisRecords.Waiting next) {
        Acting.run(AnalysisJob.ACTOR.in(next.compartment()), () -> {
            var analysis = analyses.find(next.analysis());
            try {
                if (records.begin(analysis)) {
                    analysing.carryOut(analysis, () -> !isRunning);
                }
            } catch (Stopped ended) {
                // Whoever ended it has said so, or the program ends and the next one begins anew.
            } catch (UnreadableRules unreadable) {
                records.fail(analysis, "analysis.noRules");
            } catch (NoRules none) {
                records.failFor(analysis, none.rules());
            } catch (ListsTooLong tooLong) {
                records.fail(analysis, "analysis.listsTooLong");
            } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                if (isRunning) {
                    LOG.warn(
                            "Eine Auswertung brach ab. Nummer {}.",
                            FailureLog.keep(new IllegalStateException(failure)));
                    records.fail(analysis, "analysis.broke");
                }
            }
        });
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
