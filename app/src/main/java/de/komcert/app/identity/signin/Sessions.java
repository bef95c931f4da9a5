package de.komcert.app.identity.signin;

import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Actor;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.SignInJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which sessions hold. The person is read anew for each request, so that a change takes effect at once. */
@Component
public class Sessions {

    private final JdbcClient jdbc;
    private final SignInJob job;

    Sessions(JdbcClient jdbc, SignInJob job) {
        this.jdbc = jdbc;
        this.job = job;
    }

    /** Who acts in this session, unless it has ended. */
    public Optional<Actor.Person> actor(Session session) {
        return job.call(() -> jdbc.sql("""
                        select id, name, role from identity.person where id = ? and epoch = ? and not locked
                        """)
                .params(session.personId(), session.epoch())
                .query((row, _) -> new Actor.Person(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .optional());
    }

    /** Ends every session of this person, and gives the one in which they go on. */
    public Session endOthers(PersonId person) {
        return job.call(() -> jdbc.sql("update identity.person set epoch = epoch + 1 where id = ? returning epoch")
                .param(person.value())
                .query((row, _) -> new Session(person.value(), row.getInt("epoch")))
                .single());
    }
}
