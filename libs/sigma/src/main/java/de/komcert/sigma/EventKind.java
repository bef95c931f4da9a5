package de.komcert.sigma;

import java.util.Set;

import de.komcert.sigma.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event that logs hold: where such events were logged, which they are, and what they tell.
 *
 * @param source what the events say of themselves, as {@link Event#source}
 * @param channel their field {@code Channel}; null where it is not known
 * @param provider their field {@code Provider_Name}; null where it is not known
 * @param eventId their field {@code EventID}; null where it is not known
 * @param fields which of their fields had a value at least once
 */
public record EventKind(
        LogSource source,
        @Nullable String channel,
        @Nullable String provider,
        @Nullable String eventId,
        Fields fields) {

    /** Which fields have a value, by the names of the event. An empty text is none. */
    public sealed interface Fields {

        /** All fields with a value are known. */
        record Only(Set<String> names) implements Fields {}

        /** Any field may have a value, except for these. */
        record AllBut(Set<String> names) implements Fields {}

        /** Nothing is known of the fields. */
        static Fields any() {
            return new AllBut(Set.of());
        }

        /** Whether a field of that name may have a value. */
        default boolean mayHave(String name) {
            return switch (this) {
                case Only(var names) -> names.contains(name);
                case AllBut(var names) -> !names.contains(name);
            };
        }
    }

    /** The same kind with other fields. */
    EventKind with(Fields other) {
        return new EventKind(source, channel, provider, eventId, other);
    }

    EventKind withEventId(String other) {
        return new EventKind(source, channel, provider, other, fields);
    }

    Route route() {
        return new Route(source, folded(channel), folded(eventId));
    }

    /** The way to the log, whatever its events are. */
    Route wayToLog() {
        return new Route(source, folded(channel), null);
    }

    /** What every event of this kind says in that field; null where that is not known. */
    @Nullable
    String known(String field) {
        return switch (field) {
            case "Channel" -> channel;
            case "EventID" -> eventId;
            case "Provider_Name" -> provider;
            default -> null;
        };
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : Fold.fold(text);
    }
}
