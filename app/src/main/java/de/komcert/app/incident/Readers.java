package de.komcert.app.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** "Wer sieht das?": the people of an incident's compartment, and every change of them on record. */
@Component
@Transactional
public class Readers {

    private final Incidents incidents;
    private final Compartments compartments;
    private final People people;
    private final Journal journal;

    Readers(Incidents incidents, Compartments compartments, People people, Journal journal) {
        this.incidents = incidents;
        this.compartments = compartments;
        this.people = people;
        this.journal = journal;
    }

    /** Somebody who sees the incident, and since when. */
    public record Reader(PersonId id, String name, Role role, Instant since) {}

    @Transactional(readOnly = true)
    public List<Reader> of(Incident incident) {
        return of(incident.compartment());
    }

    /** Whoever sees a compartment, which a Meldung has before there is an incident. */
    @Transactional(readOnly = true)
    public List<Reader> of(CompartmentId compartment) {
        var known = people.all().stream().collect(Collectors.toMap(Person::id, Function.identity()));
        return compartments.members(compartment).stream()
                .filter(member -> known.containsKey(member.person()))
                .map(member -> {
                    var person = Objects.requireNonNull(known.get(member.person()));
                    return new Reader(person.id(), person.name(), person.role(), member.since());
                })
                .toList();
    }

    /** Those who could be let in. */
    @Transactional(readOnly = true)
    public List<Person> others(Incident incident) {
        var in = compartments.members(incident.compartment()).stream()
                .map(Compartments.Member::person)
                .toList();
        return people.all().stream()
                .filter(person -> person.mayBeLetIn() && !in.contains(person.id()))
                .toList();
    }

    public void admit(IncidentId id, PersonId person) {
        var incident = incidents.working(id);
        var name =
                people.find(person).filter(Person::mayBeLetIn).map(Person::name).orElseThrow(NotHere::new);
        try {
            compartments.admit(incident.compartment(), person);
        } catch (Compartments.PersonExcluded excluded) {
            throw new Refusal("readers.excluded", name);
        }
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.admitted", name);
        incidents.changed(id, incident.compartment());
    }

    /** Takes somebody out; with their next request the incident does not exist for them any more. */
    public void remove(IncidentId id, PersonId person) {
        var incident = leavable(id, person);
        if (compartments.members(incident.compartment()).stream()
                .noneMatch(member -> member.person().equals(person))) {
            throw new NotHere();
        }
        compartments.remove(incident.compartment(), person);
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.removed", name(person));
        incidents.changed(id, incident.compartment());
    }

    /** Takes somebody out and keeps them out, with the reason on record. */
    public void exclude(IncidentId id, PersonId person, String reason) {
        var incident = leavable(id, person);
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("readers.reasonMissing");
        }
        compartments.exclude(incident.compartment(), person, why);
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.excluded", name(person), why);
        incidents.changed(id, incident.compartment());
    }

    private Incident leavable(IncidentId id, PersonId person) {
        var incident = incidents.working(id);
        if (incident.lead().equals(person)) {
            throw new Refusal("readers.leadStays");
        }
        if (person.value().equals(Acting.now().id())) {
            throw new Refusal("readers.notOneself");
        }
        return incident;
    }

    private String name(PersonId person) {
        return people.find(person).map(Person::name).orElseThrow(NotHere::new);
    }
}
