package de.komcert.app.forensics.finding;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Clocks of hosts that were wrong. Times in logs stay what they are; what is shown and sorted by is put right. */
@Component
@Transactional
public class HostClocks {

    /** A clock that is wrong by more is no clock. */
    private static final Duration FARTHEST = Duration.ofDays(100 * 365);

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Pseudonyms pseudonyms;
    private final Journal journal;
    private final Texts texts;
    private final Clock clock;

    HostClocks(JdbcClient jdbc, Incidents incidents, Pseudonyms pseudonyms, Journal journal, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.pseudonyms = pseudonyms;
        this.journal = journal;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Says how far the clock of a host was ahead; what was said before is replaced.
     *
     * @param host as a page shows it
     * @param ahead negative where it was behind
     */
    public void set(IncidentId id, String host, Duration ahead, String reason) {
        var incident = incidents.working(id);
        var names = pseudonyms.readable(incident);
        var stored = stored(names, host);
        var why = Typed.line(reason);
        if (stored.isEmpty() || why.isEmpty()) {
            throw new Refusal("clock.incomplete");
        }
        if (ahead.isZero()) {
            throw new Refusal("clock.isRight");
        }
        if (ahead.abs().compareTo(FARTHEST) > 0) {
            throw new Refusal("clock.tooFar");
        }
        jdbc.sql("""
                        insert into forensics.host_clock (compartment_id, incident_id, host, ahead_millis, why, set_by, set_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (incident_id, host) do update set ahead_millis = excluded.ahead_millis,
                            why = excluded.why, set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(
                        incident.compartment().value(),
                        id.value(),
                        stored,
                        ahead.toMillis(),
                        why,
                        Acting.person().id(),
                        Timestamp.from(clock.instant()))
                .update();
        record(
                incident,
                ahead.isNegative() ? "journal.clockBehind" : "journal.clockAhead",
                Readable.closed().text(stored),
                words(texts, Locale.GERMAN, ahead),
                why);
    }

    /** Takes back that the clock of a host was wrong. */
    public void remove(IncidentId id, String host) {
        var incident = incidents.working(id);
        var stored = stored(pseudonyms.readable(incident), host);
        var removed = jdbc.sql("delete from forensics.host_clock where incident_id = ? and host = ?")
                .params(id.value(), stored)
                .update();
        if (removed == 0) {
            throw new NotHere();
        }
        record(incident, "journal.clockRemoved", Readable.closed().text(stored));
    }

    private static String stored(Readable names, String host) {
        return names.exactly(Typed.line(host));
    }

    private void record(Incident incident, String key, Object... arguments) {
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, key, arguments);
        incidents.changed(incident.id(), incident.compartment());
    }

    /** By host, as people read it. */
    @Transactional(readOnly = true)
    public List<HostClock> of(IncidentId id, Readable names) {
        return jdbc.sql("select * from forensics.host_clock where incident_id = ? order by host")
                .param(id.value())
                .query((row, _) -> new HostClock(
                        names.text(row.getString("host")),
                        Duration.ofMillis(row.getLong("ahead_millis")),
                        row.getString("why"),
                        new PersonId(row.getObject("set_by", UUID.class)),
                        row.getTimestamp("set_at").toInstant()))
                .list();
    }

    /** By how much the clocks of hosts were ahead, by host as it stands in stored texts. */
    @Transactional(readOnly = true)
    public Map<String, Duration> ahead(IncidentId id) {
        var ahead = new HashMap<String, Duration>();
        jdbc.sql("select host, ahead_millis from forensics.host_clock where incident_id = ?")
                .param(id.value())
                .query((ResultSet row) -> {
                    ahead.put(row.getString("host"), Duration.ofMillis(row.getLong("ahead_millis")));
                });
        return ahead;
    }

    /** How long that is, exactly and without direction, such as {@code 3 Std. 2 Min.} */
    public static String words(Texts texts, Locale locale, Duration ahead) {
        var span = ahead.abs();
        return Stream.of(
                        part(texts, locale, "clock.days", span.toDays()),
                        part(texts, locale, "clock.hours", span.toHoursPart()),
                        part(texts, locale, "clock.minutes", span.toMinutesPart()),
                        part(texts, locale, "clock.seconds", span.toSecondsPart()),
                        part(texts, locale, "clock.millis", span.toMillisPart()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(Texts texts, Locale locale, String key, long amount) {
        return amount == 0 ? "" : texts.get(locale, key, amount);
    }
}
