package de.komcert.app.api;

import java.util.Set;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;

/** Gives tokens to programs. */
public record Programs(Members members, Tokens tokens, int port) {

    /** A program of a new person with this role, which may do all they may. */
    public Program of(Role role) {
        return of(members.create(role), role.permissions());
    }

    public Program of(Member member, Set<Permission> scope) {
        var token = Acting.as(SignInJob.ACTOR, () -> tokens.issue(member.id(), "Test", scope, Tokens.Term.MONTH));
        return new Program(port, token);
    }

    public Program withoutToken() {
        return new Program(port, null);
    }
}
