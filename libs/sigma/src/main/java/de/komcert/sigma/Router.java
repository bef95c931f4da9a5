package de.komcert.sigma;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.sigma.value.Fold;
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

        /** The slots that tell the route, and how the event before of this layout came: mostly the next comes the same way. */
        private static final class Way<T> {
            private final int channelSlot;
            private final int eventIdSlot;
            private @Nullable LogSource source;
            private Text channel = NONE;
            private Text eventId = NONE;
            private @Nullable T value;

            Way(Layout layout) {
                channelSlot = slot(layout, "Channel");
                eventIdSlot = slot(layout, "EventID");
            }

            void keep(LogSource from, Text channelText, Text eventIdText, T found) {
                source = from;
                channel = channelText;
                eventId = eventIdText;
                value = found;
            }
        }

        private record Entry<T>(Text channel, Text eventId, T value) {}

        private static final Text NONE = new Text();

        private final Map<LogSource, Map<Text, Map<Text, Entry<T>>>> known = new HashMap<>();
        private PerLayout<Way<T>> ways = new PerLayout<>(Way::new);
        private final Text channel = new Text();
        private final Text eventId = new Text();
        private int size;

        /** What was put for the route of {@code event}, or null. */
        @Nullable
        T get(Event event) {
            var way = ways.of(event.layout());
            read(event, way.channelSlot, channel);
            read(event, way.eventIdSlot, eventId);
            if (way.value != null
                    && event.source() == way.source
                    && eventId.equals(way.eventId)
                    && channel.equals(way.channel)) {
                return way.value;
            }
            var byChannel = known.get(event.source());
            var byEventId = byChannel == null ? null : byChannel.get(channel);
            var entry = byEventId == null ? null : byEventId.get(eventId);
            if (entry == null) {
                return null;
            }
            way.keep(event.source(), entry.channel, entry.eventId, entry.value);
            return entry.value;
        }

        /** Puts a value for the event that was asked for last. */
        void put(Event event, T value) {
            if (channel.length() + eventId.length() > LONGEST) {
                return;
            }
            if (++size > MAX) {
                known.clear();
                ways = new PerLayout<>(Way::new);
                size = 0;
            }
            var entry = new Entry<>(channel.copy(), eventId.copy(), value);
            known.computeIfAbsent(event.source(), source -> new HashMap<>())
                    .computeIfAbsent(entry.channel, text -> new HashMap<>())
                    .put(entry.eventId, entry);
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
