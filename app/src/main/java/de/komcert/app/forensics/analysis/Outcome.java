package de.komcert.app.forensics.analysis;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Rules;

/** Everything an analysis brings, ready to be kept. */
record Outcome(Gathered gathered, Rules rules, Masking masking, Analysis.Progress progress, long outside) {}
