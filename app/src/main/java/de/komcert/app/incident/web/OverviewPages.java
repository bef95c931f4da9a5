package de.komcert.app.incident.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Colleagues;
import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.web.NavigationEntry;
import de.komcert.app.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The first screen: take a call, what runs, what is next for me. */
@Controller
class OverviewPages {

    private static final int NEXT = 6;

    /** A working day: after it a hand-over is no news. */
    private static final Duration LATELY = Duration.ofHours(8);

    private static final Comparator<Mine> MOST_URGENT_FIRST = Comparator.comparing(
                    (Mine mine) -> mine.task().exercise())
            .thenComparing(Mine::urgency)
            .thenComparing(mine -> mine.task().due(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Incidents incidents;
    private final Reports reports;
    private final Plans plans;
    private final Informed informed;
    private final HandOvers handOvers;
    private final Colleagues colleagues;
    private final Retentions retentions;
    private final People people;
    private final Constituency constituency;

    OverviewPages(
            Incidents incidents,
            Reports reports,
            Plans plans,
            Informed informed,
            HandOvers handOvers,
            Colleagues colleagues,
            Retentions retentions,
            People people,
            Constituency constituency) {
        this.incidents = incidents;
        this.reports = reports;
        this.plans = plans;
        this.informed = informed;
        this.handOvers = handOvers;
        this.colleagues = colleagues;
        this.retentions = retentions;
        this.people = people;
        this.constituency = constituency;
    }

    /** The order in which things of several incidents come. Whoever still believes in a false alarm is in no danger. */
    private enum Urgency {
        PEOPLE,
        LOSS,
        ITS_TURN,
        FALSE_ALARM
    }

    private record Mine(Urgency urgency, OverviewPage.NextTask task) {}

    @GetMapping("/")
    @AsOfOneMoment
    @Requires(Permission.OWN_ACCOUNT)
    String overview(@ModelAttribute("shell") Shell shell, Model model) {
        if (!Acting.now().may(Permission.READ_INCIDENTS)) {
            return "redirect:/konto";
        }
        var running = incidents.list(Incidents.Filter.RUNNING);
        var handed = handOvers.last(
                running.stream().map(Incident::id).toList(),
                new PersonId(Acting.now().id()),
                shell.times().now().minus(LATELY));
        var names = people.names(Stream.concat(
                        running.stream().map(Incident::lead),
                        handed.values().stream().map(HandOvers.HandOver::from))
                .distinct()
                .toList());
        var rows = new ArrayList<OverviewPage.Running>();
        var mine = new ArrayList<Mine>();
        var planOf = plans.of(running);
        for (var incident : running) {
            var plan = Objects.requireNonNull(planOf.get(incident.id()));
            rows.add(row(incident, plan, names));
            if (incident.state() == Incident.State.OPEN
                    && incident.lead().value().equals(Acting.now().id())) {
                plan.next(PlanRole.CERT).forEach(task -> mine.add(mine(incident, task, shell)));
            }
        }
        var next = Stream.concat(
                mine.stream().sorted(MOST_URGENT_FIRST).limit(NEXT),
                informed.mine().stream().map(allClear -> allClear(allClear, shell)));
        model.addAttribute(
                "page",
                new OverviewPage(
                        Acting.now().may(Permission.WORK_INCIDENTS),
                        constituency.all().stream().map(Einrichtung::name).toList(),
                        reports.open(),
                        running.stream()
                                .flatMap(incident -> Optional.ofNullable(handed.get(incident.id()))
                                        .map(handOver -> handed(incident, handOver, names))
                                        .stream())
                                .toList(),
                        rows,
                        next.sorted(MOST_URGENT_FIRST).map(Mine::task).toList(),
                        retentions.announced(),
                        colleagues.all()));
        return "incident/web/overview";
    }

    @Bean
    static NavigationEntry overviewEntry() {
        return new NavigationEntry(10, "nav.overview", "/", () -> Acting.now().may(Permission.READ_INCIDENTS));
    }

    private static OverviewPage.Handed handed(
            Incident incident, HandOvers.HandOver handOver, Map<PersonId, String> names) {
        return new OverviewPage.Handed(
                incident.id().value(),
                incident.codeName().value(),
                incident.title(),
                incident.exercise(),
                names.getOrDefault(handOver.from(), ""),
                handOver.at());
    }

    private static Mine mine(Incident incident, Next task, Shell shell) {
        var urgency = switch (task.step().danger()) {
            case PEOPLE -> Urgency.PEOPLE;
            case LOSS -> Urgency.LOSS;
            case NONE -> Urgency.ITS_TURN;
        };
        return new Mine(
                urgency,
                new OverviewPage.NextTask(
                        incident.id().value(),
                        incident.codeName().value(),
                        incident.exercise(),
                        "task-" + task.step().id(),
                        task.step().title(),
                        Reasons.of(task, shell),
                        task.due()));
    }

    private static Mine allClear(Informed.AllClear allClear, Shell shell) {
        return new Mine(
                Urgency.FALSE_ALARM,
                new OverviewPage.NextTask(
                        allClear.incident().value(),
                        allClear.codeName().value(),
                        allClear.exercise(),
                        "entwarnung",
                        allClear.channel().isEmpty()
                                ? shell.t("allclear.task", allClear.who())
                                : shell.t("allclear.taskBy", allClear.who(), allClear.channel()),
                        shell.t("allclear.since", shell.times().since(allClear.closedAt())),
                        null));
    }

    private static OverviewPage.Running row(Incident incident, Plan plan, Map<PersonId, String> names) {
        return new OverviewPage.Running(
                incident, names.getOrDefault(incident.lead(), ""), NearestClock.of(incident, plan));
    }
}
