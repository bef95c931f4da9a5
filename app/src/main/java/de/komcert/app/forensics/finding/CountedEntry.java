package de.komcert.app.forensics.finding;

import org.jspecify.annotations.Nullable;

/**
 * An entry that a correlation has counted.
 *
 * @param ticks 100 ns since 1601, or null where it tells no time
 */
public record CountedEntry(
        String file, long record, @Nullable Long ticks) {}
