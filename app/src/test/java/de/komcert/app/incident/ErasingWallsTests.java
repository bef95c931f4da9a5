package de.komcert.app.incident;

import java.sql.Timestamp;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

import static de.komcert.app.incident.Cases.notHere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever the program tries: the database refuses what is not due, and shows the job one compartment at a time. */
class ErasingWallsTests extends ErasingCase {

    @Test
    void theDatabaseRefusesEveryOtherErasing() {
        var compartment = incident.compartment();
        var job = new Actor.Job("Aufbewahrung").in(compartment);
        refusedByTheDatabase(job, "period is not over", "select incident.erase(?)", compartment);
        past(compartment);
        refusedByTheDatabase(job, "not announced", "select incident.erase(?)", compartment);
        announceAndAge();
        Acting.run(analyst, () -> holds.set(compartment, demand("Rechtsamt")));
        // A hold takes the announcement away; put back, the hold still forbids.
        owner.sql("insert into incident.announcement values (?, ?)")
                .params(compartment.value(), Timestamp.from(LONG_AGO))
                .update();
        refusedByTheDatabase(job, "a hold stands", "select incident.erase(?)", compartment);
        refusedByTheDatabase(analyst, "only the job of retention", "select incident.erase(?)", compartment);
        refusedByTheDatabase(
                new Actor.Job("Aufbewahrung").in(CompartmentId.random()),
                "no such compartment",
                "select incident.erase(?)",
                compartment);
        for (var inner : new String[] {"audit.erase_texts", "vault.erase", "access.forget_exclusions"}) {
            refusedByTheDatabase(job, "permission denied for function", "select " + inner + "(?)", compartment);
        }
        for (var table : new String[] {
            "audit.text",
            "audit.link",
            "audit.head",
            "incident.incident",
            "incident.report",
            "incident.hold",
            "incident.decision",
            "incident.file",
            "incident.tombstone",
            "vault.key"
        }) {
            refusedByTheDatabase(
                    job,
                    "permission denied for table",
                    "delete from " + table + " where compartment_id = ?",
                    compartment);
        }
        refusedByTheDatabase(
                analyst,
                "row-level security",
                "insert into incident.announcement (compartment_id) values (?)",
                compartment);
        refusedByTheDatabase(
                job,
                "permission denied",
                "insert into incident.announcement (compartment_id, announced_at) values (?, '2001-01-01')",
                compartment);
        assertThat(there()).isTrue();
    }

    @Test
    void theJobSeesTheOneCompartmentItVisits() {
        var other = closed(Incident.Outcome.ENDED);
        var job = new Actor.Job("Aufbewahrung");
        assertThat(seen(job)).isZero();
        assertThat(seen(job.in(incident.compartment()))).isEqualTo(1);
        assertThat(seen(new Actor.Job("anchoring").in(incident.compartment()))).isZero();
        Acting.run(job.in(incident.compartment()), () -> notHere(() -> incidents.find(other.id())));
    }

    private int seen(Actor actor) {
        return Acting.as(
                actor,
                () -> transactions.execute(_ -> jdbc.sql("select count(*) from incident.incident")
                        .query(Integer.class)
                        .single()));
    }

    private void refusedByTheDatabase(Actor actor, String reason, String sql, CompartmentId compartment) {
        assertThatThrownBy(() -> Acting.run(
                        actor,
                        () -> transactions.executeWithoutResult(_ -> {
                            if (sql.startsWith("select")) {
                                jdbc.sql(sql)
                                        .param(compartment.value())
                                        .query((_, _) -> 0)
                                        .list();
                            } else {
                                jdbc.sql(sql).param(compartment.value()).update();
                            }
                        })))
                .as(actor.name() + ": " + sql)
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining(reason);
    }
}
