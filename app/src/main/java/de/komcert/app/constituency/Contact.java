package de.komcert.app.constituency;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A person one can reach at an Einrichtung, and in which part.
 *
 * @param title the office as it is written, such as "Bürgermeisterin"
 * @param deputy whether this person stands in for whoever holds the role
 * @param reachability when and how, in words
 */
public record Contact(
        UUID id,
        ContactRole role,
        boolean deputy,
        String name,
        String title,
        @Nullable PhoneNumber phone,
        @Nullable PhoneNumber mobile,
        String mail,
        String reachability) {

    /** How one writes them down, such as "Dr. Ulrike Sandhövel, Schulleiterin". */
    public String signature() {
        return title.isEmpty() ? name : name + ", " + title;
    }

    static Contact of(Stored row) {
        var entry = row.entry();
        return new Contact(
                row.id(),
                entry.choice("role", ContactRole.class),
                entry.yes("deputy"),
                entry.text("name"),
                entry.text("title"),
                entry.phone("phone"),
                entry.phone("mobile"),
                entry.text("mail"),
                entry.text("reachability"));
    }
}
