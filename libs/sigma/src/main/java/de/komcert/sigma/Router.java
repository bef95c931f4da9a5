package de.komcert.sigma;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the route of an event. What neither rules nor pipeline name of sources, channels and ids is one, so that the number
 * of routes is bounded by the rules and not by what somebody writes into a log.
 */
final class Router {

    private final Pipeline pipeline;
    private final Set<String> channels = new HashSet<>();
    private final Set<String> eventIds = new HashSet<>();
    private final Set<String> products = new HashSet<>();
    private final Set<String> categories = new HashSet<>();
    private final Set<String> services = new HashSet<>();

    Router(Pipeline pipeline, List<Rule.Detection> rules) {
        this.pipeline = pipeline;
        eventIds.addAll(pipeline.eventIds());
        rules.forEach(rule -> {
            collect(rule.expression());
            collect(rule.logSource());
        });
        pipeline.sources().forEach(this::collect);
    }

    private void collect(LogSource source) {
        add(source.product(), products);
        add(source.category(), categories);
        add(source.service(), services);
    }

    private static void add(@Nullable String word, Set<String> to) {
        if (word != null) {
            to.add(word);
        }
    }

    private void collect(Expression expression) {
        switch (expression) {
            case Expression.All(var parts) -> parts.forEach(this::collect);
            case Expression.Any(var parts) -> parts.forEach(this::collect);
            case Expression.Not(var part) -> collect(part);
            case Expression.Named(var name, var part) -> collect(part);
            case Expression.Check(var field, Matcher.Text text)
            when field != null -> {
                if (field.equals("EventID")) {
                    eventIds.add(Fold.fold(text.pattern().longestLiteral()));
                } else if (field.equals("Channel")) {
                    channels.add(Fold.fold(text.pattern().longestLiteral()));
                }
            }
            case Expression.Check check -> {}
        }
    }

    /** The route with everything that makes no difference left out. */
    Route canonical(Route route) {
        var channel = route.channel();
        var eventId = route.eventId();
        return new Route(
                LogSource.of(
                        canonical(route.source().product(), products),
                        canonical(route.source().category(), categories),
                        canonical(route.source().service(), services)),
                channel == null || pipeline.knowsChannel(channel) || channels.contains(channel) ? channel : Route.OTHER,
                canonical(eventId, eventIds));
    }

    private static @Nullable String canonical(@Nullable String word, Set<String> named) {
        return word == null || named.contains(word) ? word : Route.OTHER;
    }

    /** Routes already met by one scan, found without making strings. Not for several threads. */
    static final class Cache<T> {
        private static final int MAX = 10_000;
        /** Routes of longer texts are made up, and not kept. */
        private static final int LONGEST = 1_000;

        private final Map<LogSource, Map<Text, Map<Text, T>>> known = new HashMap<>();
        private final PerLayout<int[]> slots =
                new PerLayout<>(layout -> new int[] {slot(layout, "Channel"), slot(layout, "EventID")});
        private Text channel = new Text();
        private Text eventId = new Text();
        private int size;

        // The event before: neighbours mostly come the same way.
        private @Nullable LogSource lastSource;
        private Text lastChannel = new Text();
        private Text lastEventId = new Text();
        private @Nullable T last;

        /** What was put for the route of {@code event}, or null. */
        @Nullable
        T get(Event event) {
            read(event);
            if (event.source() != lastSource || !eventId.equals(lastEventId) || !channel.equals(lastChannel)) {
                var byChannel = known.get(event.source());
                var byEventId = byChannel == null ? null : byChannel.get(channel);
                remember(event.source(), byEventId == null ? null : byEventId.get(eventId));
            }
            return last;
        }

        /** Keeps the texts of this event by using the room of the one before for the next. */
        private void remember(LogSource source, @Nullable T value) {
            var room = lastChannel;
            lastChannel = channel;
            channel = room;
            room = lastEventId;
            lastEventId = eventId;
            eventId = room;
            lastSource = source;
            last = value;
        }

        /** Puts a value for the event that was asked for last. */
        void put(Event event, T value) {
            last = value;
            if (lastChannel.length() + lastEventId.length() > LONGEST) {
                return;
            }
            if (++size > MAX) {
                known.clear();
                size = 0;
            }
            known.computeIfAbsent(event.source(), source -> new HashMap<>())
                    .computeIfAbsent(lastChannel.copy(), text -> new HashMap<>())
                    .put(lastEventId.copy(), value);
        }

        private void read(Event event) {
            var place = slots.of(event.layout());
            read(event, place[0], channel);
            read(event, place[1], eventId);
        }

        // Fields that stand twice are no part of a route: their rules decide for themselves.
        private static int slot(Layout layout, String name) {
            return layout.isSingle(name) ? layout.slot(name) : -1;
        }

        private static void read(Event event, int slot, Text into) {
            into.clear();
            if (slot >= 0 && event.count(slot) == 1 && !event.isNull(slot, 0)) {
                into.append('=');
                event.text(slot, 0, into);
            }
        }
    }
}
