package de.komcert.app.incident.web;

import java.io.IOException;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.MembershipEnded;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Presence;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentChanged;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.web.Listening.Said;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open pages that follow what others do: the rooms of incidents, and the lists that name incidents.
 *
 * <p>The stream says only that something changed; the page then fetches itself with its own permissions. Whoever was
 * removed, or whose session has ended, is told that the room is gone and the stream ends; so is everybody when the
 * incident is erased. Their lists are fetched anew, and name it no more.
 */
@Controller
class LiveRooms {

    private final Incidents incidents;
    private final Listening<IncidentId> rooms = new Listening<>();
    private final Listening<PersonId> lists = new Listening<>();

    LiveRooms(Incidents incidents) {
        this.incidents = incidents;
    }

    @GetMapping("/vorfaelle/{id}/live")
    @Requires(Permission.READ_INCIDENTS)
    SseEmitter room(@PathVariable UUID id, @RequestAttribute(Presence.ATTRIBUTE) Presence presence) throws IOException {
        return rooms.open(incidents.find(new IncidentId(id)).id(), presence);
    }

    /** For everybody, since pages on which nobody need see incidents may name some. */
    @GetMapping("/live")
    @Requires(Permission.OWN_ACCOUNT)
    SseEmitter lists(@RequestAttribute(Presence.ATTRIBUTE) Presence presence) throws IOException {
        return lists.open(new PersonId(Acting.now().id()), presence);
    }

    @TransactionalEventListener
    void changed(IncidentChanged change) {
        rooms.tell(change.incident(), presence -> sees(presence, change.compartment()) ? Said.CHANGED : Said.GONE);
        lists.subjects().forEach(person -> lists.tell(person, presence -> ofLists(presence, change.compartment())));
    }

    /** Of what somebody does not see their lists hear nothing, not even that it happens. */
    private Said ofLists(Presence presence, CompartmentId compartment) {
        return sees(presence, compartment) ? Said.CHANGED : presence.now().isPresent() ? Said.NOTHING : Said.GONE;
    }

    @TransactionalEventListener
    void ended(MembershipEnded membership) {
        lists.tell(membership.person(), presence -> presence.now().isPresent() ? Said.CHANGED : Said.GONE);
    }

    private boolean sees(Presence presence, CompartmentId compartment) {
        return presence.now()
                .filter(person -> person.may(Permission.READ_INCIDENTS))
                .map(person -> Acting.<Boolean, RuntimeException>as(
                        person, () -> incidents.in(compartment).isPresent()))
                .orElse(false);
    }
}
