package de.komcert.app.forensics.analysis;

import java.util.UUID;

/**
 * Something in an evaluated file that is not as it should be, once or often.
 *
 * @param file as a page shows it
 * @param kind a name for it that does not change
 * @param message one English sentence, of the first time
 * @param position of the first time, bytes from the beginning
 * @param costsContent whether something of the file was not read
 * @param times how often
 */
public record AnalysisProblem(
        UUID analysis, String file, String kind, String message, long position, boolean costsContent, long times) {}
