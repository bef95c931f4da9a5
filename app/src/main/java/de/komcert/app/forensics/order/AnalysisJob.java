package de.komcert.app.forensics.order;

import de.komcert.app.access.Actor;

/** Who carries analyses out and deletes their results. The migrations name the same id; the name stands in the journal. */
public final class AnalysisJob {

    public static final Actor.Job ACTOR = new Actor.Job("Auswertung");

    private AnalysisJob() {}
}
