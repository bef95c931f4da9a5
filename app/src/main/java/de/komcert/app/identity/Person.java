package de.komcert.app.identity;

import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;

/** A person with an account, as everybody in the CERT may know them. */
public record Person(PersonId id, String login, String name, Role role, boolean locked) {}
