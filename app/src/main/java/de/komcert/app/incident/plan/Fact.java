package de.komcert.app.incident.plan;

/**
 * Something that tasks wait for and whoever knows it can state, such as {@code backup.proven}.
 *
 * @param sentence what is stated, as a sentence
 */
public record Fact(String name, String sentence, int line) {}
