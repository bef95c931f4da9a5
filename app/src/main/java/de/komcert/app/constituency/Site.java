package de.komcert.app.constituency;

import java.util.UUID;

/** A place where an Einrichtung works, with the address one drives to. */
public record Site(UUID id, String name, String address) {

    static Site of(Stored row) {
        return new Site(row.id(), row.entry().text("name"), row.entry().text("address"));
    }
}
