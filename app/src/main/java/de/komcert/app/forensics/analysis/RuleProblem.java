package de.komcert.app.forensics.analysis;

/**
 * Something in a rule file that its author has to know.
 *
 * @param file below the folder of rules
 * @param line from 1
 * @param title of the rule; empty where its file could not be read that far
 * @param reason one English sentence
 * @param refused whether the rule was left out because of it
 */
public record RuleProblem(String file, int line, String title, String reason, boolean refused) {}
