package de.komcert.app.incident;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the CERT as everybody sees them: free, or busy with something one need not know of. */
@Component
@Transactional(readOnly = true)
public class Colleagues {

    private final JdbcClient jdbc;
    private final People people;

    Colleagues(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** @param busy whether they lead an open incident that is not parked, or run a task of one */
    public record Colleague(Person person, boolean busy) {}

    /** Everybody who may be let in to an incident, by name. */
    public List<Colleague> all() {
        var known = people.all().stream().filter(Person::mayBeLetIn).toList();
        var busy = busy(known.stream().map(Person::id).toList());
        return known.stream()
                .map(person -> new Colleague(person, busy.contains(person.id())))
                .toList();
    }

    /** Those of these who are busy. One statement. */
    public Set<PersonId> busy(List<PersonId> persons) {
        return jdbc
                .sql("select person_id from incident.busy(?) where busy")
                .param(persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, _) -> new PersonId(row.getObject("person_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
