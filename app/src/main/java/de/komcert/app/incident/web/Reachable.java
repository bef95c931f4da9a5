package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Contact;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.RelationKind;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Informed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom to call in an incident: the people of the Einrichtungen it touches, and of those responsible for them. */
@Component
class Reachable {

    /** The people of more Einrichtungen than these would fill the room; they stand with the Einrichtungen. */
    private static final int MOST = 3;

    private final Constituency constituency;

    Reachable(Constituency constituency) {
        this.constituency = constituency;
    }

    /**
     * An Einrichtung with its people.
     *
     * @param is what it is to an affected one, such as its Schulträger; null for an affected one
     */
    record House(Einrichtung einrichtung, @Nullable RelationKind is, List<Person> people) {}

    /**
     * Somebody to call.
     *
     * @param knowsSince when they were told, as far as that was recorded under their name
     */
    record Person(Contact contact, @Nullable Instant knowsSince) {}

    /** The affected ones first. Three statements, however many they are. */
    List<House> of(Incident incident, List<Informed.Party> told) {
        return around(incident).stream()
                .map(one -> new House(
                        one.einrichtung(),
                        one.is(),
                        one.contacts().stream()
                                .map(contact -> new Person(contact, knowsSince(contact, told)))
                                .toList()))
                .toList();
    }

    /** All of them as one writes them down. */
    List<String> signatures(Incident incident) {
        return around(incident).stream()
                .flatMap(one -> one.contacts().stream())
                .map(Contact::signature)
                .distinct()
                .toList();
    }

    /** Whether there are more Einrichtungen than are looked at. */
    boolean isPart(Incident incident) {
        return incident.affected().size() > MOST;
    }

    private List<Constituency.Around> around(Incident incident) {
        return constituency.around(
                incident.affected().stream().limit(MOST).map(EinrichtungId::new).toList());
    }

    private static @Nullable Instant knowsSince(Contact contact, List<Informed.Party> told) {
        return told.stream()
                .filter(party -> party.who().equals(contact.signature()))
                .map(Informed.Party::toldAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
