package de.komcert.app.incident;

import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.report.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of incidents have in common: the whole server, and an analyst of it who may open some. */
@IdentityServer
abstract class IncidentCase {

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    Journal journal;

    @Autowired
    SettableClock clock;

    Cases cases;
    Member member;
    Actor.Person analyst;

    @BeforeEach
    void employ() {
        cases = new Cases(members, reports, incidents);
        member = members.create(Role.ANALYST);
        analyst = Cases.acting(member.id(), Role.ANALYST);
    }
}
