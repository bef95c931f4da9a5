package de.komcert.app.demo;

import de.komcert.app.constituency.Constituency;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Holds;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The doors through which real work goes too, and the clock that stands where the story has got. */
@Component
@ConditionalOnBooleanProperty("komcert.demo")
record Doors(
        Reports reports,
        Incidents incidents,
        Plans plans,
        Closing closing,
        Decisions decisions,
        JournalWriting journal,
        Assets assets,
        Indicators indicators,
        Informed informed,
        IncidentFiles files,
        Mandates mandates,
        InsurerCalls insurerCalls,
        Links links,
        Holds holds,
        Constituency constituency,
        DemoClock clock) {}
