package de.komcert.app.constituency;

import java.util.UUID;

/**
 * A product an Einrichtung uses.
 *
 * @param exposed whether it can be reached from the internet
 */
public record Product(UUID id, String vendor, String name, String version, boolean exposed) {

    static Product of(Stored row) {
        var entry = row.entry();
        return new Product(
                row.id(), entry.text("vendor"), entry.text("name"), entry.text("version"), entry.yes("exposed"));
    }
}
