package de.komcert.app.incident.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.search.Finder;
import de.komcert.app.search.Hit;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the Meldungen that did not become an incident, by what the caller said and who called. */
@Component
class ReportFinder implements Finder {

    private final JdbcClient jdbc;

    ReportFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String name() {
        return "reports.title";
    }

    @Override
    @Transactional(readOnly = true)
    public List<Hit> find(String text, Shell shell) {
        if (!Acting.now().may(Permission.WORK_INCIDENTS)) {
            return List.of();
        }
        return jdbc.sql("""
                        select r.id, r.einrichtung, r.caller, r.words, r.state, r.taken_at, r.exercise
                          from access.member m join incident.report r on r.compartment_id = m.compartment_id
                         where m.person_id = access.actor() and r.state <> 'INCIDENT'
                           and (r.words ilike :sought or r.caller ilike :sought or r.einrichtung ilike :sought
                                or r.call_back ilike :sought or r.answer ilike :sought)
                         order by r.state <> 'OPEN', r.taken_at desc limit :most""")
                .param("sought", Finder.anywhere(text))
                .param("most", MOST)
                .query((row, _) -> new Hit(
                        row.getString("einrichtung").isBlank() ? shell.t("call.unnamed") : row.getString("einrichtung"),
                        Stream.of(
                                        shell.t("report.state", Report.State.valueOf(row.getString("state"))),
                                        row.getBoolean("exercise") ? shell.t("incident.exercise") : "",
                                        shell.times()
                                                .brief(row.getTimestamp("taken_at")
                                                        .toInstant()),
                                        row.getString("caller"),
                                        row.getString("words"))
                                .filter(part -> !part.isBlank())
                                .collect(Collectors.joining(" · ")),
                        "/anruf/" + row.getString("id"),
                        Tlp.AMBER_STRICT))
                .list();
    }
}
