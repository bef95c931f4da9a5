package de.komcert.app.forensics.analysis;

import java.util.UUID;

/**
 * Something in an evaluated file that is not as it should be.
 *
 * @param file with signs in place of names
 * @param kind a name for it that does not change
 * @param message one English sentence
 * @param position bytes from the beginning
 * @param costsContent whether something of the file was not read
 */
public record AnalysisProblem(
        UUID analysis, String file, String kind, String message, long position, boolean costsContent) {}
