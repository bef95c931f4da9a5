package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.forensics.analysis.Analysis;
import org.springframework.beans.factory.annotation.Autowired;

/** An incident that may touch Einrichtungen of this test alone, with logs and lists of their own. */
abstract class EinrichtungenCase extends AnalysisCase {

    @Autowired
    private Amendments amendments;

    /** A town of this name and a word that no other test has. */
    record Town(EinrichtungId id, String name) {}

    Town town(String name) {
        return town(name, Map.of());
    }

    /** @param lists the entries of each list, by its name */
    Town town(String name, Map<String, String> lists) {
        var own = name + " " + UUID.randomUUID();
        var rows = lists.entrySet().stream()
                .map(list -> Map.of("name", list.getKey(), "entries", list.getValue()))
                .toList();
        var outcome = Acting.as(
                analyst,
                () -> amendments.register(
                        Map.of("shortName", own, "name", own, "type", "Stadt"),
                        rows.isEmpty() ? Map.of() : Map.of(Sheet.LISTEN, rows)));
        return new Town(((Amendments.Outcome.Done) outcome).id(), own);
    }

    /** Says that the incident touches a town. */
    Town affected(Town town) {
        Acting.run(analyst, () -> incidents.affects(incident.id(), town.id().value(), town.name()));
        return town;
    }

    UUID log(String name, String text) {
        return Acting.as(
                analyst,
                () -> files.add(
                                incident.id(),
                                name,
                                "",
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .id());
    }

    /** @param from whose logs those are of whom it is said */
    Analysis analysed(UUID order, List<UUID> logs, Map<UUID, EinrichtungId> from) throws InterruptedException {
        return ended(
                Acting.as(analyst, () -> analyses.request(incident.id(), order, logs, from, "Europe/Berlin", true)));
    }

    List<String> titles(Analysis analysis) {
        return found(analysis, "title");
    }

    List<String> hosts(Analysis analysis) {
        return found(analysis, "host");
    }

    private List<String> found(Analysis analysis, String column) {
        return owner.sql("select " + column + " from forensics.finding where analysis_id = ? order by number")
                .param(analysis.id())
                .query(String.class)
                .list();
    }
}
