package de.komcert.app.incident.report;

import java.util.UUID;

/** A Meldung. */
public record ReportId(UUID value) {

    public static ReportId random() {
        return new ReportId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
