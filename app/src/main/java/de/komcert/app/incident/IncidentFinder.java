package de.komcert.app.incident;

import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.search.Finder;
import de.komcert.app.search.Hit;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the incidents one is a member of, by code name, title, summary, indicator, system, own task or first words. */
@Component
class IncidentFinder implements Finder {

    private final JdbcClient jdbc;

    IncidentFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String name() {
        return "incidents.title";
    }

    @Override
    @Transactional(readOnly = true)
    public List<Hit> find(String text, Shell shell) {
        if (!Acting.now().may(Permission.READ_INCIDENTS)) {
            return List.of();
        }
        return jdbc.sql("""
                        select i.id, i.code_name, i.title, i.state, i.tlp, i.exercise
                          from access.member m join incident.incident i on i.compartment_id = m.compartment_id
                         where m.person_id = access.actor()
                           and (i.code_name ilike :sought or i.title ilike :sought or i.situation ilike :sought
                                or exists (select from incident.indicator n
                                    where n.incident_id = i.id and n.value ilike :sought)
                                or exists (select from incident.asset a
                                    where a.incident_id = i.id and a.name ilike :sought)
                                or exists (select from incident.own_task o
                                    where o.incident_id = i.id and (o.title ilike :sought or o.why ilike :sought))
                                or exists (select from incident.report r
                                    where r.compartment_id = i.compartment_id
                                        and (r.words ilike :sought or r.caller ilike :sought
                                            or r.einrichtung ilike :sought or r.call_back ilike :sought)))
                         order by i.state = 'CLOSED', i.opened_at desc limit :most""")
                .param("sought", Finder.anywhere(text))
                .param("most", MOST)
                .query((row, _) -> new Hit(
                        row.getString("code_name"),
                        row.getString("title") + " · "
                                + shell.t("incident.state", Incident.State.valueOf(row.getString("state")))
                                + (row.getBoolean("exercise") ? " · " + shell.t("incident.exercise") : ""),
                        "/vorfaelle/" + row.getString("id"),
                        Tlp.valueOf(row.getString("tlp"))))
                .list();
    }
}
