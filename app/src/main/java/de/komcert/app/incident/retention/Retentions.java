package de.komcert.app.incident.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.ReportId;
import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Until when what the actor sees is kept. */
@Component
@Transactional(readOnly = true)
public class Retentions {

    private static final int MOST_LISTED = 50;

    private final JdbcClient jdbc;
    private final Matters matters;

    Retentions(JdbcClient jdbc, Matters matters) {
        this.jdbc = jdbc;
        this.matters = matters;
    }

    /**
     * Something that will be erased soon.
     *
     * @param incident the incident, or null where there is only a Meldung
     * @param name the code name, or what the caller said they call from
     * @param title of the incident, or empty
     */
    public record Ending(
            @Nullable IncidentId incident,
            ReportId report,
            String name,
            String title,
            boolean exercise,
            LocalDate erasedOn) {}

    public Retention of(CompartmentId compartment) {
        return matters.retention(compartment).orElseThrow(NotHere::new);
    }

    /** What of the actor's is announced to be erased, the next first; one statement. */
    public List<Ending> announced() {
        return jdbc
                .sql("""
                        select m.*, a.announced_at, r.einrichtung, coalesce(i.title, '') as title,
                            (select p.months from incident.period p where p.kind = m.kind
                                order by p.number desc limit 1) as months
                        from access.member me
                        join incident.announcement a on a.compartment_id = me.compartment_id
                        cross join lateral (
                            select * from incident.matter one where one.compartment_id = a.compartment_id
                        ) m
                        join incident.report r on r.id = m.report_id
                        left join incident.incident i on i.id = m.incident_id
                        where me.person_id = access.actor() and m.closed_at is not null
                        order by m.closed_at, m.report_id limit ?""")
                .param(MOST_LISTED)
                .query((row, _) -> {
                    var announced = row.getTimestamp("announced_at").toInstant();
                    var retention = new Retention(
                            Kind.valueOf(row.getString("kind")),
                            row.getInt("months"),
                            row.getTimestamp("closed_at").toInstant(),
                            announced,
                            false);
                    var incident = row.getObject("incident_id", UUID.class);
                    return new Ending(
                            incident == null ? null : new IncidentId(incident),
                            new ReportId(row.getObject("report_id", UUID.class)),
                            Optional.ofNullable(row.getString("code_name")).orElse(row.getString("einrichtung")),
                            row.getString("title"),
                            row.getBoolean("exercise"),
                            // An announcement stands, so the day does not hang on today.
                            retention.erasedOn(LocalDate.EPOCH).orElseThrow());
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(Ending::erasedOn))
                .toList();
    }
}
