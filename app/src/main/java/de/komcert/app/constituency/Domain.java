package de.komcert.app.constituency;

import java.util.UUID;

/** A domain that belongs to an Einrichtung, and what it is for. */
public record Domain(UUID id, DomainName name, String note) {

    static Domain of(Stored row) {
        return new Domain(
                row.id(),
                DomainName.parse(row.entry().text("name")).orElseThrow(),
                row.entry().text("note"));
    }
}
