package de.komcert.app.access;

import java.util.EnumSet;
import java.util.Set;

import static de.komcert.app.access.Permission.*;

/** The part somebody has in the CERT, and the permissions that come with it. */
public enum Role {
    LEITUNG(
            OWN_ACCOUNT,
            READ_CONSTITUENCY,
            EDIT_CONSTITUENCY,
            READ_INCIDENTS,
            WORK_INCIDENTS,
            LEAD_INCIDENTS,
            RELEASE_PLAYBOOKS,
            SET_RETENTION),
    ANALYST(OWN_ACCOUNT, READ_CONSTITUENCY, EDIT_CONSTITUENCY, READ_INCIDENTS, WORK_INCIDENTS, LEAD_INCIDENTS),
    FORENSIK(OWN_ACCOUNT, READ_CONSTITUENCY, READ_INCIDENTS, WORK_INCIDENTS),
    LESEND(OWN_ACCOUNT, READ_CONSTITUENCY, READ_INCIDENTS),
    VERWALTUNG(OWN_ACCOUNT, MANAGE_ACCOUNTS);

    private final Set<Permission> permissions;

    Role(Permission first, Permission... others) {
        this.permissions = Set.copyOf(EnumSet.of(first, others));
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
