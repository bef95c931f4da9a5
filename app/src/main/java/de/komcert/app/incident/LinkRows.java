package de.komcert.app.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code incident.link}, which the database gives only to whoever sees both ends. */
@Component
class LinkRows {

    private static final int SALT = 16;
    private static final int SHOWN = 12;

    private static final String SELECT = """
            select l.*, coalesce(i.id, t.incident_id) as incident_id, coalesce(i.code_name, t.code_name) as code_name,
                i.title, i.state, coalesce(r.id, t.report_id) as report_id, r.einrichtung, r.words, t.erased_at
            from (
                select k.*, k.compartment_id = :here as outwards,
                    case when k.compartment_id = :here then k.other_compartment_id else k.compartment_id end as there
                from incident.link k
                where k.parted_at is null and (k.compartment_id = :here or k.other_compartment_id = :here)
            ) l
            left join lateral (
                select * from incident.report a where a.compartment_id = l.there order by a.taken_at limit 1
            ) r on true
            left join incident.incident i on i.compartment_id = l.there
            left join incident.tombstone t on t.compartment_id = l.there
            order by l.kind desc, code_name, l.linked_at
            """;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    LinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a row says of the first end: it was merged into the other, or is its child. */
    enum Kind {
        MERGED,
        CHILD
    }

    /** Inserts a link and gives its fingerprint. */
    String insert(Kind kind, CompartmentId from, CompartmentId to, Instant now) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        jdbc.sql("""
                        insert into incident.link (id, compartment_id, other_compartment_id, kind, linked_by, linked_at,
                            salt)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        from.value(),
                        to.value(),
                        kind.name(),
                        Acting.now().id(),
                        Timestamp.from(now),
                        salt)
                .update();
        return fingerprint(kind, from.value(), to.value(), salt);
    }

    /** One statement, however many there are. */
    List<Link> of(CompartmentId here) {
        return jdbc.sql(SELECT)
                .param("here", here.value())
                .query((row, _) -> link(row))
                .list();
    }

    /** The other end of a link that can be taken back. */
    Optional<CompartmentId> otherEnd(CompartmentId here, UUID link) {
        return jdbc.sql("""
                        select case when compartment_id = :here then other_compartment_id else compartment_id end
                        from incident.link l
                        where id = :id and kind = 'CHILD' and parted_at is null
                            and (compartment_id = :here or other_compartment_id = :here)
                            and not exists (
                                select 1 from incident.tombstone t
                                where t.compartment_id in (l.compartment_id, l.other_compartment_id))""")
                .param("here", here.value())
                .param("id", link)
                .query(UUID.class)
                .optional()
                .map(CompartmentId::new);
    }

    void part(UUID link, Instant now) {
        jdbc.sql("update incident.link set parted_at = ? where id = ? and parted_at is null")
                .params(Timestamp.from(now), link)
                .update();
    }

    private static Link link(ResultSet row) throws SQLException {
        var kind = Kind.valueOf(row.getString("kind"));
        var outwards = row.getBoolean("outwards");
        var incident = row.getObject("incident_id", UUID.class);
        var state = row.getString("state");
        var erased = row.getTimestamp("erased_at");
        return new Link(
                row.getObject("id", UUID.class),
                switch (kind) {
                    case MERGED -> outwards ? Link.Tie.MERGED_INTO : Link.Tie.MERGED_FROM;
                    case CHILD -> outwards ? Link.Tie.PARENT : Link.Tie.CHILD;
                },
                incident == null ? null : new IncidentId(incident),
                new ReportId(row.getObject("report_id", UUID.class)),
                told(row.getString(incident == null ? "einrichtung" : "code_name")),
                told(row.getString(incident == null ? "words" : "title")),
                state == null ? null : Incident.State.valueOf(state),
                erased == null ? null : erased.toInstant(),
                row.getTimestamp("linked_at").toInstant(),
                fingerprint(
                        kind,
                        row.getObject("compartment_id", UUID.class),
                        row.getObject("other_compartment_id", UUID.class),
                        row.getBytes("salt")));
    }

    /** Of what was erased there is nothing to tell. */
    private static String told(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String fingerprint(Kind kind, UUID from, UUID to, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update((kind + " " + from + " " + to).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
