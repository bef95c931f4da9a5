package de.komcert.sigma.settings;

/**
 * A setting that is missing, and what it would bring.
 *
 * @param setting what to do
 * @param isHere whether the logs come from systems of its kind; else it is for others
 * @param rules how many rules could fire that cannot now, if this alone were done
 * @param severe how many of them have the level high or critical
 * @param further how many rules would come if all proposals before it were followed first
 * @param furtherSevere how many of them have the level high or critical
 */
public record Proposal(Setting setting, boolean isHere, int rules, int severe, int further, int furtherSevere) {}
