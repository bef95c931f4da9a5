package de.komcert.app.incident.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import de.komcert.app.access.Presence;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Pages that are open and wait for news.
 *
 * @param <K> about what they wait
 */
final class Listening<K> {

    /** What an open page is told; never what has happened. */
    enum Said {
        /** Fetch what you show anew. */
        CHANGED,
        /** What you show is not for you any more; the stream ends. */
        GONE,
        NOTHING
    }

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private record Listener(Presence presence, SseEmitter stream) {}

    private final Map<K, List<Listener>> listeners = new ConcurrentHashMap<>();

    SseEmitter open(K about, Presence presence) throws IOException {
        var listener = new Listener(presence, new SseEmitter(LIFETIME.toMillis()));
        listeners.computeIfAbsent(about, _ -> new CopyOnWriteArrayList<>()).add(listener);
        Runnable leave = () -> leave(about, listener);
        listener.stream().onCompletion(leave);
        listener.stream().onTimeout(leave);
        listener.stream().onError(_ -> leave.run());
        // Nothing but the beginning: without it the browser waits for the first change to learn that it is connected.
        listener.stream().send(SseEmitter.event().comment(""));
        return listener.stream();
    }

    /** About what somebody waits. */
    Set<K> subjects() {
        return Set.copyOf(listeners.keySet());
    }

    /** Tells everybody who waits about this; neither the caller nor another of them waits for one who is slow. */
    void tell(K about, Function<Presence, Said> words) {
        for (var listener : listeners.getOrDefault(about, List.of())) {
            Thread.startVirtualThread(() -> send(about, listener, words.apply(listener.presence())));
        }
    }

    private void send(K about, Listener listener, Said words) {
        try {
            switch (words) {
                case CHANGED ->
                    listener.stream().send(SseEmitter.event().name("changed").data(""));
                case GONE -> {
                    listener.stream().send(SseEmitter.event().name("gone").data(""));
                    listener.stream().complete();
                }
                case NOTHING -> {}
            }
        } catch (IOException | IllegalStateException closed) {
            leave(about, listener);
        }
    }

    private void leave(K about, Listener listener) {
        listeners.computeIfPresent(about, (_, open) -> {
            open.remove(listener);
            return open.isEmpty() ? null : open;
        });
    }
}
