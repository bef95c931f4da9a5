package de.komcert.app.forensics.web;

import java.util.List;

import de.komcert.app.incident.room.RoomTab;
import de.komcert.app.incident.room.RoomTabs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of the log analysis among the pages of an incident. */
@Configuration(proxyBeanMethods = false)
class AnalysisTab {

    static final RoomTab ANALYSIS = new RoomTab(65, "tab.ANALYSIS", "/auswertung");

    @Bean
    static RoomTabs tabOfAnalysis() {
        return new RoomTabs(List.of(ANALYSIS));
    }
}
