package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The Aufträge of an incident, and who may spend what today. A later one replaces an earlier one, and both stay.
 *
 * <p>Recording one states the fact {@value Plans#MANDATE_GIVEN}; what the plan makes of it is the playbook's business.
 */
@Component
@Transactional
public class Mandates {

    /** The gate by which the shipped playbooks ask who may spend what; elsewhere the decision stands alone. */
    static final String SPENDING = "GEL";

    /**
     * The answer of the shipped playbooks that a name and a limit give. A playbook may offer something else instead, and
     * then nobody can tell whether its advice was followed.
     */
    static final String SPENDING_SETTLED = "Rahmen und Person heute festlegen";

    /** What the record asks where the playbook has no such gate; the record is German. */
    private static final String SPENDING_QUESTION = "Wer darf heute was ausgeben?";

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Plans plans;
    private final Decisions decisions;
    private final Journal journal;
    private final Texts texts;
    private final Clock clock;

    Mandates(
            JdbcClient jdbc,
            Incidents incidents,
            Plans plans,
            Decisions decisions,
            Journal journal,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.plans = plans;
        this.decisions = decisions;
        this.journal = journal;
        this.texts = texts;
        this.clock = clock;
    }

    /** What was ordered; the recorder and the moment of recording are added. */
    public record Terms(
            String orderedBy,
            String scope,
            String basis,
            String payer,
            Instant givenAt,
            String channel,
            boolean written,
            String witness) {

        public Terms {
            orderedBy = Typed.line(orderedBy);
            scope = Typed.text(scope).strip();
            basis = Typed.line(basis);
            payer = Typed.line(payer);
            channel = Typed.line(channel);
            witness = Typed.line(witness);
        }
    }

    /** Records an Auftrag, and gives its id. */
    public UUID record(IncidentId id, Terms terms) {
        var incident = incidents.working(id);
        if (terms.orderedBy().isEmpty() || terms.scope().isEmpty()) {
            throw new Refusal("mandate.incomplete");
        }
        if (!terms.written() && terms.witness().isEmpty()) {
            throw new Refusal("mandate.witnessMissing");
        }
        journal.requirePast(terms.givenAt());
        var mandate = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.mandate (id, compartment_id, incident_id, ordered_by, scope, basis, payer,
                            given_at, channel, written, witness, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        mandate,
                        incident.compartment().value(),
                        id.value(),
                        terms.orderedBy(),
                        terms.scope(),
                        terms.basis(),
                        terms.payer(),
                        Timestamp.from(terms.givenAt()),
                        terms.channel(),
                        terms.written(),
                        terms.witness(),
                        Acting.person().person().value(),
                        Timestamp.from(clock.instant()))
                .update();
        journal.record(
                incident.compartment(),
                terms.givenAt(),
                JournalEntry.Kind.DECISION,
                terms.written() ? "journal.mandateWritten" : "journal.mandateOral",
                terms.orderedBy(),
                terms.scope(),
                terms.basis(),
                terms.payer(),
                terms.channel(),
                terms.witness());
        plans.establish(incident, Plans.MANDATE_GIVEN);
        incidents.changed(id, incident.compartment());
        return mandate;
    }

    /** Records who may spend what today, which is a decision like any other, and gives its id. */
    public UUID allowSpending(
            IncidentId id, String who, String limit, String decidedBy, Instant decidedAt, String channel) {
        var spender = Typed.line(who);
        var frame = Typed.line(limit);
        if (spender.isEmpty() || frame.isEmpty()) {
            throw new Refusal("mandate.spendingIncomplete");
        }
        var gate = plans.of(incidents.find(id)).playbook().gate(SPENDING);
        return decisions.record(
                id,
                new Decisions.Taken(
                        gate.map(Gate::id).orElse(""),
                        gate.map(Gate::question).orElse(SPENDING_QUESTION),
                        gate.map(Gate::recommendation).orElse(""),
                        texts.get(Locale.GERMAN, "mandate.spendingDecision", spender, frame),
                        decidedBy,
                        decidedAt,
                        channel,
                        "",
                        gate.filter(one -> one.options().contains(SPENDING_SETTLED))
                                .map(one -> one.recommendation().equals(SPENDING_SETTLED))
                                .orElse(null)));
    }

    /** Whether this decision says who may spend what. */
    public static boolean aboutSpending(Decision decision) {
        return decision.gate().equals(SPENDING) || decision.question().equals(SPENDING_QUESTION);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Mandate> of(IncidentId id) {
        return jdbc.sql("select * from incident.mandate where incident_id = ? order by given_at desc, recorded_at desc")
                .param(id.value())
                .query((row, _) -> new Mandate(
                        row.getObject("id", UUID.class),
                        row.getString("ordered_by"),
                        row.getString("scope"),
                        row.getString("basis"),
                        row.getString("payer"),
                        row.getTimestamp("given_at").toInstant(),
                        row.getString("channel"),
                        row.getBoolean("written"),
                        row.getString("witness"),
                        new PersonId(row.getObject("recorded_by", UUID.class)),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }
}
