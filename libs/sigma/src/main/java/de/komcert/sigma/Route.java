package de.komcert.sigma;

import org.jspecify.annotations.Nullable;

/**
 * What decides which rules an event meets. Channels and event ids that no rule and no pipeline names are one.
 *
 * @param source what the event says of itself
 * @param channel its field {@code Channel}, folded; null where it has none or several
 * @param eventId its field {@code EventID}, folded; null where it has none or several
 */
record Route(
        LogSource source,
        @Nullable String channel,
        @Nullable String eventId) {

    /** Stands for every word of a source, channel or event id that nothing names; no real one is called so. */
    static final String OTHER = "\uFFFF";

    @Nullable
    String known(String field) {
        return switch (field) {
            case "Channel" -> channel;
            case "EventID" -> eventId;
            default -> null;
        };
    }
}
