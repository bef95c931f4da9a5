package de.komcert.app.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The compartments and their members.
 *
 * <p>A change of members takes effect with the next statement of anybody, since row-level security reads it anew. The
 * tables cannot be written directly: every change goes through a reviewed database function that checks that the actor
 * is a member.
 */
@Component
@Transactional
public class Compartments {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Compartments(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A member and since when. */
    public record Member(PersonId person, Instant since) {}

    /** Opens a compartment for the actor and the persons named. */
    public CompartmentId open(Collection<PersonId> others) {
        var id = CompartmentId.random();
        call("select access.open_compartment(?, ?)", id.value(), ids(others));
        return id;
    }

    /** Lets a person in. Refused for somebody who was excluded by name. */
    public void admit(CompartmentId compartment, PersonId person) {
        var admitted = jdbc.sql("select access.admit(?, ?)")
                .params(compartment.value(), person.value())
                .query(Boolean.class)
                .single();
        if (!admitted) {
            throw new PersonExcluded(person);
        }
    }

    /** Takes a person out: what they had open there is gone with their next request. */
    public void remove(CompartmentId compartment, PersonId person) {
        call("select access.remove(?, ?)", compartment.value(), person.value());
        events.publishEvent(new MembershipEnded(person));
    }

    /** Takes a person out and keeps them out, whoever would let them in. */
    public void exclude(CompartmentId compartment, PersonId person, String reason) {
        call("select access.exclude(?, ?, ?)", compartment.value(), person.value(), reason);
        events.publishEvent(new MembershipEnded(person));
    }

    @Transactional(readOnly = true)
    public List<Member> members(CompartmentId compartment) {
        return jdbc.sql("select person_id, since from access.member where compartment_id = ? order by since, person_id")
                .param(compartment.value())
                .query((row, _) -> new Member(
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** Whether the actor sees this compartment; the answer for "not yours" and "not there" is the same. */
    @Transactional(readOnly = true)
    public boolean visible(CompartmentId compartment) {
        return jdbc.sql("select access.may_see(?)")
                .param(compartment.value())
                .query(Boolean.class)
                .single();
    }

    private void call(String sql, Object... parameters) {
        jdbc.sql(sql).params(parameters).query((row, _) -> 0).list();
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    /** The person was excluded from this compartment by name. */
    public static final class PersonExcluded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PersonExcluded(PersonId person) {
            super("excluded by name: " + person);
        }
    }
}
