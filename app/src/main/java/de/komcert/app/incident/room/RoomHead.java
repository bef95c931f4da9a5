package de.komcert.app.incident.room;

import java.util.List;

import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Readers;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the head of every page of an incident.
 *
 * @param tabs the pages of an incident
 * @param tab the one of them one is on
 * @param readers "Wer sieht das?"
 * @param phase the first phase of the plan in which something is left to do, or 0 when nothing is
 * @param nearest the open task with the nearest due time, or null
 */
public record RoomHead(
        Incident incident,
        String playbookTitle,
        List<RoomTab> tabs,
        RoomTab tab,
        List<Readers.Reader> readers,
        String leadName,
        int phase,
        @Nullable NearestClock nearest) {

    public RoomHead {
        tabs = List.copyOf(tabs);
    }

    /** The address of the incident. */
    public String base() {
        return "/vorfaelle/" + incident.id();
    }

    public String href(RoomTab other) {
        return base() + other.path();
    }
}
