package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Readers;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the head of every page of an incident.
 *
 * @param tab the page one is on
 * @param readers "Wer sieht das?"
 * @param phase the first phase of the plan in which something is left to do, or 0 when nothing is
 * @param nearest the open task with the nearest due time, or null
 */
record RoomHead(
        Incident incident,
        String playbookTitle,
        Tab tab,
        List<Readers.Reader> readers,
        String leadName,
        int phase,
        @Nullable NearestClock nearest) {

    /** The pages of an incident, in the order of their tabs. */
    enum Tab {
        ROOM(""),
        PICTURE("/plan"),
        TIMELINE("/verlauf"),
        JOURNAL("/tagebuch"),
        DECISIONS("/entscheidungen"),
        MANDATE("/auftrag"),
        FILE("/akte"),
        FILES("/dateien"),
        NOTES("/notizen"),
        PEOPLE("/beteiligte"),
        REPORT("/bericht");

        private final String path;

        Tab(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    String base() {
        return "/vorfaelle/" + incident.id();
    }

    String href(Tab other) {
        return base() + other.path();
    }
}
