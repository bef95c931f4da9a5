package de.komcert.app.constituency;

import java.util.UUID;

/** A range of addresses that belongs to an Einrichtung, and what it is for. */
public record Network(UUID id, AddressRange range, String note) {

    static Network of(Stored row) {
        return new Network(
                row.id(),
                AddressRange.parse(row.entry().text("block")).orElseThrow(),
                row.entry().text("note"));
    }
}
