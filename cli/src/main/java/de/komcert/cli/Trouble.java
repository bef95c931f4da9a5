package de.komcert.cli;

import de.komcert.traces.Problem;

/** A problem and the file it is in. */
record Trouble(String file, Problem problem) {}
