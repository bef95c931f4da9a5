package de.komcert.app.forensics.analysis;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.order.AnalysisOrder;
import de.komcert.logs.Rules;
import de.komcert.traces.census.Census;

/** Everything an analysis brings, ready to be kept. */
record Outcome(
        AnalysisOrder order,
        Gathered gathered,
        Census census,
        Rules rules,
        Masking masking,
        Analysis.Progress progress,
        long outside) {}
