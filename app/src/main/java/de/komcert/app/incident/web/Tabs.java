package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.incident.room.RoomTab;
import de.komcert.app.incident.room.RoomTabs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of an incident that every incident has. */
@Configuration(proxyBeanMethods = false)
class Tabs {

    static final RoomTab ROOM = new RoomTab(10, "tab.ROOM", "");
    static final RoomTab PICTURE = new RoomTab(20, "tab.PICTURE", "/plan");
    static final RoomTab TIMELINE = new RoomTab(30, "tab.TIMELINE", "/verlauf");
    static final RoomTab JOURNAL = new RoomTab(40, "tab.JOURNAL", "/tagebuch");
    static final RoomTab DECISIONS = new RoomTab(50, "tab.DECISIONS", "/entscheidungen");
    static final RoomTab MANDATE = new RoomTab(60, "tab.MANDATE", "/auftrag");
    static final RoomTab FILE = new RoomTab(70, "tab.FILE", "/akte");
    static final RoomTab FILES = new RoomTab(80, "tab.FILES", "/dateien");
    static final RoomTab NOTES = new RoomTab(90, "tab.NOTES", "/notizen");
    static final RoomTab PEOPLE = new RoomTab(100, "tab.PEOPLE", "/beteiligte");
    static final RoomTab REPORT = new RoomTab(110, "tab.REPORT", "/bericht");

    @Bean
    static RoomTabs tabsOfEveryIncident() {
        return new RoomTabs(
                List.of(ROOM, PICTURE, TIMELINE, JOURNAL, DECISIONS, MANDATE, FILE, FILES, NOTES, PEOPLE, REPORT));
    }
}
