package de.komcert.traces.json;

import java.util.List;

import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.traces.Origin;

/** What is worked out once for all events of the same fields: which slots say where one comes from and when it happened. */
final class JsonForm {

    private static final List<String> TIMES = List.of(
            "TimeCreated_SystemTime", "UtcTime", "@timestamp", "timestamp", "EventTime", "eventTime", "time", "_time");
    private static final List<String> MESSAGES = List.of("message", "Message", "MESSAGE", "msg");

    final Layout layout;
    /** The slots of the log source; -1 where there is none. */
    final int product;

    final int category;
    final int service;
    /** The slots to look into, the best first; likewise those of messages and of origins. */
    final int[] times;

    final int[] messages;
    private final int[][] origins = new int[Origin.values().length][];
    /** The source of the event before of this form: mostly that of the next as well. */
    LogSource source = LogSource.UNKNOWN;

    JsonForm(Layout layout) {
        var names = layout.names();
        this.layout = layout;
        product = names.indexOf("product");
        category = names.indexOf("category");
        service = names.indexOf("service");
        times = slots(names, TIMES);
        messages = slots(names, MESSAGES);
        for (var origin : Origin.values()) {
            origins[origin.ordinal()] = slots(names, namesOf(origin));
        }
    }

    private static List<String> namesOf(Origin origin) {
        return switch (origin) {
            case CHANNEL -> List.of("Channel");
            case PROVIDER -> List.of("Provider_Name", "ProviderName", "SourceName");
            case EVENT_ID -> List.of("EventID", "EventId", "event_id");
            case HOST -> List.of("Computer", "ComputerName", "Hostname", "hostname", "host.name", "host");
        };
    }

    int[] origin(Origin which) {
        return origins[which.ordinal()];
    }

    private static int[] slots(List<String> names, List<String> candidates) {
        return candidates.stream()
                .mapToInt(names::indexOf)
                .filter(slot -> slot >= 0)
                .toArray();
    }
}
