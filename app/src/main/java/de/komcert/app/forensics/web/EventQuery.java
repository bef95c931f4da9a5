package de.komcert.app.forensics.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.timeline.EventFilter;
import de.komcert.app.web.TypedTime;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a timeline a page shows, as its form sends it and addresses carry it on; whatever is absent filters nothing.
 *
 * @param auswertung the number of the analysis; the newest where it is missing
 * @param seit the first moment, as it was typed
 * @param bis the last one
 * @param ab the place in the order shown from which events are shown
 * @param vor the place before which they are shown
 * @param um the position of an event on both sides of which they are shown
 * @param von ticks since 1601 by corrected clocks, on both sides of which they are shown
 * @param zeit the same moment, as it was typed
 */
record EventQuery(
        @Nullable Integer auswertung,
        @Nullable String suche,
        @Nullable String rechner,
        @Nullable String kanal,
        @Nullable String ereignis,
        @Nullable String merkmal,
        @Nullable String seit,
        @Nullable String bis,
        @Nullable Long ab,
        @Nullable Long vor,
        @Nullable Long um,
        @Nullable Long von,
        @Nullable String zeit) {

    private static final long MINUTE = 600_000_000;

    EventFilter filter(Readable names) {
        long to = ticks(bis);
        return EventFilter.typed(
                names,
                text(suche),
                text(rechner),
                text(kanal),
                text(ereignis),
                ticks(seit),
                to == Entry.NO_TIME ? to : to + MINUTE - 1); // the minute that was typed belongs to it
    }

    /** The tag that events are to have; empty where they need none. */
    String tag() {
        return text(merkmal);
    }

    /** The ticks to jump to, or {@link Entry#NO_TIME}. */
    long jump() {
        return von == null ? ticks(zeit) : von;
    }

    /** Whether fewer events are shown than there are. */
    boolean narrows() {
        return !filterFields().isEmpty();
    }

    /** What stands behind an address to say all this, and one thing more. */
    String with(String name, @Nullable Object value) {
        var fields = filterFields();
        if (auswertung != null) {
            fields.put("auswertung", auswertung.toString());
        }
        if (value != null) {
            fields.put(name, value.toString());
        }
        return written(fields);
    }

    /** The place in the timeline alone, with nothing filtered. */
    String place(String name, long value) {
        var fields = new LinkedHashMap<String, String>();
        if (auswertung != null) {
            fields.put("auswertung", auswertung.toString());
        }
        fields.put(name, Long.toString(value));
        return written(fields);
    }

    static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }

    private Map<String, String> filterFields() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "suche", suche);
        put(fields, "rechner", rechner);
        put(fields, "kanal", kanal);
        put(fields, "ereignis", ereignis);
        put(fields, "merkmal", merkmal);
        put(fields, "seit", seit);
        put(fields, "bis", bis);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (!text(value).isEmpty()) {
            fields.put(name, text(value));
        }
    }

    private static long ticks(@Nullable String typed) {
        return text(typed).isEmpty() ? Entry.NO_TIME : Moment.ticks(TypedTime.momentOf(text(typed)));
    }

    private static String written(Map<String, String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
