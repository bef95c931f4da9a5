package de.komcert.app.identity;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;

/** A person with an account, as everybody in the CERT may know them. */
public record Person(PersonId id, String login, String name, Role role, boolean locked) {

    /** Whether an incident can be opened to them: their account works, and their role reads incidents at all. */
    public boolean mayBeLetIn() {
        return !locked && role.permissions().contains(Permission.READ_INCIDENTS);
    }
}
