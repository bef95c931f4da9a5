package de.komcert.app.incident;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The decisions of an incident. A later one on the same gate replaces an earlier one, and both stay. */
@Component
@Transactional
public class Decisions {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Clock clock;

    Decisions(JdbcClient jdbc, Incidents incidents, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What is asked and answered; the recorder and the moment of recording are added.
     *
     * @param followed whether our advice was followed; null where we gave none, or nobody can tell
     */
    public record Taken(
            String gate,
            String question,
            String recommendation,
            String decision,
            String decidedBy,
            Instant decidedAt,
            String channel,
            String why,
            @Nullable Boolean followed) {

        public Taken {
            gate = Typed.line(gate);
            question = Typed.line(question);
            recommendation = Typed.line(recommendation);
            decision = Typed.line(decision);
            decidedBy = Typed.line(decidedBy);
            channel = Typed.line(channel);
            why = Typed.text(why).strip();
            followed = recommendation.isEmpty() ? null : followed;
        }

        /**
         * What was decided at a gate of the plan. Whether our advice was followed is told by the words where they are
         * one of the options; otherwise whoever writes it down has to say, and without that it is refused.
         */
        public static Taken at(
                Gate gate,
                String decision,
                String decidedBy,
                Instant decidedAt,
                String channel,
                String why,
                @Nullable Boolean followed) {
            var words = decision.strip();
            var chosen = gate.options().contains(words);
            if (!chosen && !words.isEmpty() && followed == null) {
                throw new Refusal("decision.followedMissing");
            }
            return new Taken(
                    gate.id(),
                    gate.question(),
                    gate.recommendation(),
                    words,
                    decidedBy,
                    decidedAt,
                    channel,
                    why,
                    chosen ? Boolean.valueOf(words.equals(gate.recommendation())) : followed);
        }

        /** A decision that the plan does not ask for, and on which we gave no advice. */
        public static Taken unasked(
                String question, String decision, String decidedBy, Instant decidedAt, String channel, String why) {
            return new Taken("", question, "", decision, decidedBy, decidedAt, channel, why, null);
        }
    }

    /** Records one, and gives its id. */
    public UUID record(IncidentId id, Taken taken) {
        var incident = incidents.working(id);
        if (taken.decision().isEmpty() || taken.decidedBy().isEmpty()) {
            throw new Refusal("decision.incomplete");
        }
        journal.requirePast(taken.decidedAt());
        var decision = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.decision (id, compartment_id, incident_id, gate, question, recommendation,
                            decision, decided_by, decided_at, channel, why, followed, recorded_by, recorded_at)
                        values (:id, :compartment, :incident, :gate, :question, :recommendation, :decision, :decidedBy,
                            :decidedAt, :channel, :why, :followed, :recordedBy, :now)""")
                .param("id", decision)
                .param("compartment", incident.compartment().value())
                .param("incident", id.value())
                .param("gate", taken.gate())
                .param("question", taken.question())
                .param("recommendation", taken.recommendation())
                .param("decision", taken.decision())
                .param("decidedBy", taken.decidedBy())
                .param("decidedAt", Timestamp.from(taken.decidedAt()))
                .param("channel", taken.channel())
                .param("why", taken.why())
                .param("followed", taken.followed(), Types.BOOLEAN)
                .param("recordedBy", Acting.person().person().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        journal.record(
                incident.compartment(),
                taken.decidedAt(),
                JournalEntry.Kind.DECISION,
                sentence(taken.followed()),
                taken.question(),
                taken.decision(),
                taken.channel().isEmpty() ? taken.decidedBy() : taken.decidedBy() + " (" + taken.channel() + ")",
                taken.why());
        incidents.changed(id, incident.compartment());
        return decision;
    }

    @Transactional(readOnly = true)
    public List<Decision> of(IncidentId id) {
        return jdbc.sql("select * from incident.decision where incident_id = ? order by decided_at, recorded_at")
                .param(id.value())
                .query((row, _) -> new Decision(
                        row.getObject("id", UUID.class),
                        row.getString("gate"),
                        row.getString("question"),
                        row.getString("recommendation"),
                        row.getString("decision"),
                        row.getString("decided_by"),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getString("channel"),
                        row.getString("why"),
                        row.getObject("followed", Boolean.class),
                        new PersonId(row.getObject("recorded_by", UUID.class)),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private static String sentence(@Nullable Boolean followed) {
        if (followed == null) {
            return "journal.decided";
        }
        return followed ? "journal.decidedAsAdvised" : "journal.decidedOtherwise";
    }
}
