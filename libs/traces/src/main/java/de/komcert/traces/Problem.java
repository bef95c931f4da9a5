package de.komcert.traces;

/**
 * Something in a trace that is not as it should be. Reading goes on after it.
 *
 * @param kind a name for it that does not change
 * @param message one English sentence
 * @param offset bytes from the beginning
 * @param costsContent whether something was lost, and not only what describes it
 */
public record Problem(String kind, String message, long offset, boolean costsContent) {}
