package de.komcert.app.constituency;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a named person holds an Einrichtung to be under the NIS-2 law, and why. It is never computed, and never changed:
 * a new one is added.
 *
 * @param decidedBy the person who holds it
 * @param recordedBy who wrote it down here
 */
public record Nis2(
        Classification classification,
        String decidedBy,
        LocalDate decidedOn,
        String reason,
        String recordedBy,
        Instant recordedAt) {

    /** The classes of the law, and that nobody has looked yet. */
    public enum Classification {
        UNGEKLAERT,
        KEINE,
        WICHTIG,
        BESONDERS_WICHTIG
    }

    static Nis2 of(Stored row) {
        var entry = row.entry();
        return new Nis2(
                entry.choice("classification", Classification.class),
                entry.text("decidedBy"),
                LocalDate.parse(entry.text("decidedOn")),
                entry.text("reason"),
                row.changedBy(),
                row.changedAt());
    }
}
