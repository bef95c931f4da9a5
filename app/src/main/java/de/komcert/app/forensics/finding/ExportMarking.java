package de.komcert.app.forensics.finding;

import java.time.Instant;

import de.komcert.app.incident.Incident;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;

/** What a file that leaves an incident says of itself: which incident it is from, and who may read it. */
public record ExportMarking(Incident incident) {

    /** What the file is called. */
    public String fileName(String content, String ending) {
        var tlp = incident.classification().tlp().label().replaceAll("[^A-Z]+", "-");
        return incident.codeName().file(incident.exercise(), "-" + content + "-" + tlp + "." + ending);
    }

    /** The line with which it begins. */
    public String line(Texts texts, Instant now) {
        var classification = incident.classification();
        return "%s%s PAP:%s %s, %s"
                .formatted(
                        incident.exercise() ? "ÜBUNG " : "",
                        classification.tlp().label(),
                        classification.pap(),
                        incident.codeName(),
                        Times.german(texts, now));
    }
}
