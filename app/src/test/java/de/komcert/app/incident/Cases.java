package de.komcert.app.incident;

import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the tests of incidents have in common: people, a call, an incident. */
record Cases(Members members, Reports reports, Incidents incidents) {

    static final String PLAYBOOK = "telefonbetrug";

    Actor.Person person(Role role) {
        return acting(members.create(role).id(), role);
    }

    static Actor.Person acting(PersonId id, Role role) {
        return new Actor.Person(id, "Milena Grothe", role);
    }

    /** An incident opened from a call that carries this word in each of its fields. */
    Incident open(Actor.Person analyst, String word, boolean exercise) {
        return Acting.as(analyst, () -> {
            var call = new Call(word + " 1", word + " 2", word + " 3", null, word + " 4", false);
            return incidents.open(reports.begin(call, exercise).id(), PLAYBOOK, word + " 5");
        });
    }

    static void notHere(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(NotHere.class);
    }

    static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    static <T> T as(Actor actor, Supplier<T> work) {
        return Acting.as(actor, work::get);
    }
}
