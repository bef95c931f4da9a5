package de.komcert.sigma;

import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a census would say of events, in the plainest way. */
public final class Kinds {

    static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";
    public static final String AUDITING = "Microsoft-Windows-Security-Auditing";

    private Kinds() {}

    static EventKind of(Event event) {
        var fields = new HashSet<String>();
        for (var name : event.layout().names()) {
            if (Naive.values(event, List.of(name)).stream().anyMatch(value -> value != null && !value.isEmpty())) {
                fields.add(name);
            }
        }
        return new EventKind(
                event.source(),
                only(event, "Channel"),
                only(event, "Provider_Name"),
                only(event, "EventID"),
                new EventKind.Fields.Only(fields));
    }

    private static @Nullable String only(Event event, String field) {
        var values = Naive.values(event, List.of(field));
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** Events of a channel that have values in the fields named, apart from the usual ones. */
    public static EventKind of(String channel, String provider, String eventId, String... fields) {
        var names = new HashSet<>(List.of(fields));
        names.addAll(List.of("Channel", "Provider_Name", "EventID", "Computer"));
        return new EventKind(
                LogSource.of("windows", null, null), channel, provider, eventId, new EventKind.Fields.Only(names));
    }
}
