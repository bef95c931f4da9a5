package de.komcert.app.incident.room;

import java.util.List;

/** The pages that a feature adds to every incident; contributed as a bean. */
public record RoomTabs(List<RoomTab> tabs) {

    public RoomTabs {
        tabs = List.copyOf(tabs);
    }
}
