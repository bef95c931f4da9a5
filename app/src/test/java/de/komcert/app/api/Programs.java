package de.komcert.app.api;

import java.util.Set;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;

/** Gives tokens to programs. */
public record Programs(Members members) {

    /** A program of a new person with this role, which may do all they may. */
    public Program of(Role role) {
        return of(members.create(role), role.permissions());
    }

    public Program of(Member member, Set<Permission> scope) {
        return new Program(members.port(), members.token(member, scope));
    }

    public Program withoutToken() {
        return new Program(members.port(), null);
    }
}
