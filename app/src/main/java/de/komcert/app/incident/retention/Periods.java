package de.komcert.app.incident.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import de.komcert.app.access.Acting;
import de.komcert.app.web.Overtaken;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The periods, and every change of them.
 *
 * <p>A change erases nothing by itself: it moves the day on which erasing is announced, and what is announced is kept for
 * thirty further days.
 */
@Component
@Transactional
public class Periods {

    private static final String COLUMNS = "kind, number, months, reason, recorded_by, changed_at";

    private final JdbcClient jdbc;
    private final Clock clock;

    Periods(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The one that holds for each kind. */
    @Transactional(readOnly = true)
    public Map<Kind, Period> holding() {
        var holding = new EnumMap<Kind, Period>(Kind.class);
        jdbc.sql("select distinct on (kind) " + COLUMNS + " from incident.period order by kind, number desc")
                .query((row, _) -> period(row))
                .list()
                .forEach(period -> holding.put(period.kind(), period));
        return holding;
    }

    @Transactional(readOnly = true)
    public Period holding(Kind kind) {
        return Objects.requireNonNull(holding().get(kind));
    }

    /** All there ever were, the latest first. */
    @Transactional(readOnly = true)
    public List<Period> history() {
        return jdbc.sql("select " + COLUMNS + " from incident.period order by changed_at desc, number desc, kind")
                .query((row, _) -> period(row))
                .list();
    }

    /**
     * Changes the period of a kind, from now on and for everything that has not been erased.
     *
     * @param basedOn the number of the one that was read
     */
    public Period change(Kind kind, int months, String reason, int basedOn) {
        var why = Typed.line(reason);
        if (months < Period.SHORTEST || months > Period.LONGEST) {
            throw new Refusal("retention.monthsOutOfRange", Period.SHORTEST, Period.LONGEST);
        }
        if (why.isEmpty()) {
            throw new Refusal("retention.reasonMissing");
        }
        var present = holding(kind);
        if (present.number() != basedOn) {
            throw new Overtaken("retention.overtaken", present.number());
        }
        if (present.months() == months) {
            throw new Refusal("retention.unchanged", months);
        }
        try {
            jdbc.sql("""
                            insert into incident.period (kind, number, months, reason, person_id, recorded_by, changed_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            kind.name(),
                            present.number() + 1,
                            months,
                            why,
                            Acting.person().id(),
                            Acting.now().name(),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException quicker) {
            throw new Overtaken("retention.overtaken", present.number() + 1L);
        }
        return holding(kind);
    }

    private static Period period(ResultSet row) throws SQLException {
        return new Period(
                Kind.valueOf(row.getString("kind")),
                row.getInt("number"),
                row.getInt("months"),
                row.getString("reason"),
                row.getString("recorded_by"),
                row.getTimestamp("changed_at").toInstant());
    }
}
