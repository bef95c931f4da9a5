package de.komcert.app.incident.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Presence;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentChanged;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open rooms that follow what others do.
 *
 * <p>The stream says only that something changed; the page then fetches itself with its own permissions. Whoever was
 * removed, or whose session has ended, is told that the room is gone and the stream ends; so is everybody when the
 * incident is erased.
 */
@Controller
class LiveRooms {

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Incidents incidents;
    private final Map<IncidentId, List<Listener>> listeners = new ConcurrentHashMap<>();

    LiveRooms(Incidents incidents) {
        this.incidents = incidents;
    }

    private record Listener(Presence presence, SseEmitter stream) {}

    @GetMapping("/vorfaelle/{id}/live")
    @Requires(Permission.READ_INCIDENTS)
    SseEmitter follow(@PathVariable UUID id, @RequestAttribute(Presence.ATTRIBUTE) Presence presence)
            throws IOException {
        var incident = incidents.find(new IncidentId(id)).id();
        var listener = new Listener(presence, new SseEmitter(LIFETIME.toMillis()));
        listeners.computeIfAbsent(incident, _ -> new CopyOnWriteArrayList<>()).add(listener);
        Runnable leave = () -> leave(incident, listener);
        listener.stream().onCompletion(leave);
        listener.stream().onTimeout(leave);
        listener.stream().onError(_ -> leave.run());
        // Nothing but the beginning: without it the browser waits for the first change to learn that it is connected.
        listener.stream().send(SseEmitter.event().comment(""));
        return listener.stream();
    }

    @TransactionalEventListener
    void changed(IncidentChanged change) {
        var open = listeners.getOrDefault(change.incident(), List.of());
        if (!open.isEmpty()) {
            Thread.startVirtualThread(() -> open.forEach(listener -> tell(listener, change)));
        }
    }

    private void tell(Listener listener, IncidentChanged change) {
        var visible = sees(listener, change);
        try {
            listener.stream()
                    .send(SseEmitter.event().name(visible ? "changed" : "gone").data(""));
            if (!visible) {
                listener.stream().complete();
            }
        } catch (IOException | IllegalStateException closed) {
            leave(change.incident(), listener);
        }
    }

    private boolean sees(Listener listener, IncidentChanged change) {
        return listener.presence()
                .now()
                .filter(person -> person.may(Permission.READ_INCIDENTS))
                .map(person -> Acting.<Boolean, RuntimeException>as(
                        person, () -> incidents.in(change.compartment()).isPresent()))
                .orElse(false);
    }

    private void leave(IncidentId incident, Listener listener) {
        listeners.computeIfPresent(incident, (_, open) -> {
            open.remove(listener);
            return open.isEmpty() ? null : open;
        });
    }
}
