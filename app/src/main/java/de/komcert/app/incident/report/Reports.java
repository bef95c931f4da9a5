package de.komcert.app.incident.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The Meldungen. The first keystroke opens a compartment for whoever takes the call, and the Leitung. */
@Component
@Transactional
public class Reports {

    private static final String COLUMNS = """
            r.id, r.compartment_id, r.taken_by, r.taken_at, r.call_back, r.caller, r.einrichtung, r.einrichtung_id,
            r.words, r.called_back, r.exercise, r.answer, r.saved_at, r.revision,
            case when r.state = 'ENDED' and exists (
                select 1 from incident.link l
                where l.compartment_id = r.compartment_id and l.kind = 'MERGED' and l.parted_at is null
            ) then 'MERGED' else r.state end as state
            """;

    private final JdbcClient jdbc;
    private final Compartments compartments;
    private final People people;
    private final Journal journal;
    private final Clock clock;

    Reports(JdbcClient jdbc, Compartments compartments, People people, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.compartments = compartments;
        this.people = people;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins a Meldung with what was typed so far. */
    public Report begin(Call call, boolean exercise) {
        var actor = Acting.person();
        var leads = people.withRole(Role.LEITUNG).stream().map(Person::id).toList();
        var compartment = compartments.open(leads);
        var id = ReportId.random();
        var now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into incident.report (id, compartment_id, taken_by, taken_at, call_back, caller,
                            einrichtung, einrichtung_id, words, called_back, exercise, state, saved_at)
                        values (:id, :compartment, :takenBy, :now, :callBack, :caller, :einrichtung, :einrichtungId,
                            :words, :calledBack, :exercise, 'OPEN', :now)""")
                .param("id", id.value())
                .param("compartment", compartment.value())
                .param("takenBy", actor.person().value())
                .param("exercise", exercise)
                .param("now", now)
                .param("callBack", call.callBack())
                .param("caller", call.caller())
                .param("einrichtung", call.einrichtung())
                .param("einrichtungId", call.einrichtungId(), Types.OTHER)
                .param("words", call.words())
                .param("calledBack", call.calledBack(), Types.BOOLEAN)
                .update();
        journal.record(compartment, JournalEntry.Kind.REPORT, "journal.reportBegun");
        return find(id);
    }

    /** Saves what was typed since revision {@code basedOn}; nothing is lost where somebody else was quicker. */
    public Report.Saving save(ReportId id, Call call, int basedOn) {
        var report = locked(id);
        if (report.state() != Report.State.OPEN) {
            throw new Refusal("report.ended");
        }
        if (report.revision() != basedOn && !report.call().equals(call)) {
            journal.record(
                    report.compartment(),
                    JournalEntry.Kind.REPORT,
                    "journal.reportOvertaken",
                    call.callBack(),
                    call.caller(),
                    call.einrichtung(),
                    call.words());
            return new Report.Saving.Overtaken(report, call);
        }
        if (report.call().equals(call)) {
            return new Report.Saving.Saved(report);
        }
        jdbc.sql("""
                        update incident.report set call_back = :callBack, caller = :caller, einrichtung = :einrichtung,
                            einrichtung_id = :einrichtungId, words = :words, called_back = :calledBack, saved_at = :now,
                            revision = revision + 1
                        where id = :id""")
                .param("id", id.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("callBack", call.callBack())
                .param("caller", call.caller())
                .param("einrichtung", call.einrichtung())
                .param("einrichtungId", call.einrichtungId(), Types.OTHER)
                .param("words", call.words())
                .param("calledBack", call.calledBack(), Types.BOOLEAN)
                .update();
        return new Report.Saving.Saved(find(id));
    }

    /** Ends a Meldung that needs no incident, with the answer that was given. */
    public Report answer(ReportId id, String answer) {
        var typed = Typed.text(answer).strip();
        if (typed.isEmpty()) {
            throw new Refusal("report.answerMissing");
        }
        var report = locked(id);
        if (report.state() != Report.State.OPEN) {
            throw new Refusal("report.ended");
        }
        jdbc.sql("update incident.report set state = 'ANSWERED', answer = ?, ended_at = ? where id = ?")
                .params(typed, Timestamp.from(clock.instant()), id.value())
                .update();
        journal.record(report.compartment(), JournalEntry.Kind.REPORT, "journal.reportAnswered", typed);
        return find(id);
    }

    @Transactional(readOnly = true)
    public Report find(ReportId id) {
        return lookUp(id).orElseThrow(NotHere::new);
    }

    /** The Meldung, for whoever has something else to say where there is none. */
    @Transactional(readOnly = true)
    public Optional<Report> lookUp(ReportId id) {
        return select("where r.id = ?", id.value()).stream().findFirst();
    }

    /** The Meldung an incident began with. */
    @Transactional(readOnly = true)
    public Report first(CompartmentId compartment) {
        return select("where r.compartment_id = ? order by r.taken_at limit 1", compartment.value()).stream()
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    /** The Meldungen nobody has dealt with yet, oldest first. */
    @Transactional(readOnly = true)
    public List<Report> open() {
        return jdbc.sql("select " + COLUMNS + """
                         from access.member m join incident.report r on r.compartment_id = m.compartment_id
                        where m.person_id = access.actor() and r.state = 'OPEN' order by r.taken_at""")
                .query((row, _) -> report(row))
                .list();
    }

    /** Ends a Meldung that needs no work of its own. */
    public void end(Report report, String why) {
        var reason = Typed.text(why).strip();
        if (reason.isEmpty()) {
            throw new Refusal("link.reasonMissing");
        }
        jdbc.sql("update incident.report set state = 'ENDED', answer = ?, ended_at = ? where id = ?")
                .params(reason, Timestamp.from(clock.instant()), report.id().value())
                .update();
        journal.record(report.compartment(), JournalEntry.Kind.REPORT, "journal.reportEnded", reason);
    }

    /** Ends a Meldung from which an incident was opened. */
    public void becameIncident(ReportId id) {
        jdbc.sql("update incident.report set state = 'INCIDENT', ended_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id.value())
                .update();
    }

    /** The Meldung, held against others who would end it too. */
    public Report locked(ReportId id) {
        return select("where r.id = ? for update", id.value()).stream()
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private List<Report> select(String condition, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from incident.report r " + condition)
                .param(id)
                .query((row, _) -> report(row))
                .list();
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                new ReportId(row.getObject("id", UUID.class)),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new PersonId(row.getObject("taken_by", UUID.class)),
                row.getTimestamp("taken_at").toInstant(),
                new Call(
                        row.getString("call_back"),
                        row.getString("caller"),
                        row.getString("einrichtung"),
                        row.getObject("einrichtung_id", UUID.class),
                        row.getString("words"),
                        row.getObject("called_back", Boolean.class)),
                row.getBoolean("exercise"),
                Report.State.valueOf(row.getString("state")),
                row.getString("answer"),
                row.getTimestamp("saved_at").toInstant(),
                row.getInt("revision"));
    }
}
