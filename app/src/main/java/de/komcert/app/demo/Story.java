package de.komcert.app.demo;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.demo.DemoAccounts.Staff;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.report.Call;
import org.jspecify.annotations.Nullable;

/**
 * One incident being told: by whom, and from which moment on. Each step is taken with the clock standing at its moment.
 */
final class Story {

    /** Minutes between two looks at what is due. */
    private static final int KEEPING_UP = 20;

    private final Doors doors;
    private final Actor.Person teller;
    private final Instant t0;

    Story(Doors doors, LetIn letIn, Staff staff, Instant t0) {
        this.doors = doors;
        var account = letIn.of(staff);
        this.teller = new Actor.Person(account.person(), account.name(), account.role());
        this.t0 = t0;
    }

    Instant moment(int minutes) {
        return t0.plus(Duration.ofMinutes(minutes));
    }

    IncidentId call(String callBack, String caller, String einrichtung, String words, String playbook, String title) {
        return open(callBack, caller, einrichtung, words, playbook, title, false);
    }

    IncidentId exercise(String einrichtung, String words, String playbook, String title) {
        return open("", "Übungsleitung", einrichtung, words, playbook, title, true);
    }

    private IncidentId open(
            String callBack,
            String caller,
            String einrichtung,
            String words,
            String playbook,
            String title,
            boolean exercise) {
        var known = doors.constituency().search(einrichtung).stream().findFirst();
        var call = new Call(
                callBack,
                caller,
                known.map(Einrichtung::name).orElse(einrichtung),
                id(known.orElse(null)),
                words,
                callBack.isEmpty() ? null : true);
        var report = tell(0, () -> doors.reports().begin(call, exercise));
        return tell(4, () -> doors.incidents().open(report.id(), playbook, title))
                .id();
    }

    void at(int minutes, Runnable work) {
        tell(minutes, () -> {
            work.run();
            return true;
        });
    }

    void brings(IncidentId id, String name, String description, String text, int minutes) {
        var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        at(minutes, () -> doors.files().add(id, name, description, content));
    }

    void done(IncidentId id, String task, int minutes) {
        at(minutes, () -> doors.plans().finish(id, task));
    }

    void mandated(IncidentId id, Mandates.Terms terms, int minutes) {
        at(minutes, () -> doors.mandates().record(id, terms));
    }

    void insurerAsked(IncidentId id, String who, int minutes) {
        at(minutes, () -> {
            var demand = doors.insurerCalls().demands(doors.incidents().find(id)).stream()
                    .findFirst();
            doors.insurerCalls()
                    .record(
                            id,
                            new InsurerCalls.Answer(
                                    demand.isPresent(),
                                    demand.map(one -> one.insurer().name()).orElse(""),
                                    who,
                                    demand.isPresent() ? "Schadenaufnahme" : "",
                                    moment(minutes),
                                    demand.isPresent()
                                            ? "Das CERT darf untersuchen; ein fremdes Team nur nach Rücksprache."
                                            : "In den Unterlagen steht keine Police für solche Schäden."));
        });
    }

    void decided(IncidentId id, String gate, String decision, String who, int minutes) {
        at(minutes, () -> {
            var asked = doors.plans()
                    .of(doors.incidents().find(id))
                    .playbook()
                    .gate(gate)
                    .orElseThrow();
            var words = decision.isEmpty() ? asked.recommendation() : decision;
            doors.decisions().record(id, Decisions.Taken.at(asked, words, who, moment(minutes), "Telefon", "", null));
        });
    }

    /** Brings a plan to its end: what can be done is done in turn, what remains is left out for this reason. */
    void finishAll(IncidentId id, int every, String reason) {
        int minutes = every;
        for (boolean moved = true; moved; minutes += every) {
            moved = finishOne(id, minutes, _ -> true);
        }
        var plan = tell(minutes, () -> doors.plans().of(doors.incidents().find(id)));
        for (var step : plan.playbook().steps()) {
            if (plan.status(step).open()) {
                var waiver = new Plans.Waiver(step.waivedBy(), teller.name(), moment(minutes), "", reason);
                at(minutes, () -> doors.plans().waive(id, step.id(), waiver));
            }
        }
    }

    /** Does every task shortly before it would be due, up to now. */
    void keepUp(IncidentId id, int from, Instant now) {
        for (int minutes = from; moment(minutes).isBefore(now); minutes += KEEPING_UP) {
            int late = minutes + KEEPING_UP;
            while (moment(minutes).isBefore(now)
                    && finishOne(
                            id,
                            minutes,
                            task -> task.due() != null && task.due().isBefore(moment(late)))) {
                minutes++;
            }
        }
    }

    private boolean finishOne(IncidentId id, int minutes, Predicate<Next> wanted) {
        return tell(minutes, () -> {
            var plan = doors.plans().of(doors.incidents().find(id));
            var next = Arrays.stream(PlanRole.values())
                    .flatMap(role -> plan.next(role).stream())
                    .filter(wanted)
                    .findFirst();
            next.ifPresent(task -> finish(id, plan, task.step(), minutes));
            return next.isPresent();
        });
    }

    /** Does what is next; what a record does is recorded. */
    private void finish(IncidentId id, Plan plan, Step step, int minutes) {
        if (plan.wants(step).isEmpty()) {
            doors.plans().finish(id, step.id());
        } else if (doors.mandates().of(id).isEmpty()) {
            doors.mandates()
                    .record(
                            id,
                            new Mandates.Terms(
                                    "Behördenleitung",
                                    "die betroffenen Systeme und ihre Protokolle",
                                    "Vertrag über CERT-Leistungen",
                                    "die Einrichtung selbst",
                                    moment(minutes),
                                    "E-Mail",
                                    true,
                                    ""));
        } else {
            insurerAsked(id, "Kämmerei", minutes);
        }
    }

    private <R> R tell(int minutes, Supplier<R> work) {
        doors.clock().standAt(moment(minutes));
        return Acting.as(teller, work::get);
    }

    private static @Nullable UUID id(@Nullable Einrichtung known) {
        return known == null ? null : known.id().value();
    }
}
