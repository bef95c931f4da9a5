package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.Link;

/** The file of an incident as a page. */
record FilePage(
        List<Einrichtung> affected,
        List<Einrichtung> others,
        List<Assets.Asset> assets,
        List<Indicators.Indicator> indicators,
        List<Informed.Party> informed,
        List<Link> links,
        List<Incident> linkable,
        RetentionPanel retention) {}
