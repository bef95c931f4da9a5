package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.plan.Fact;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * The incident room.
 *
 * @param takenOver what the reader was told when they took over lately, or null
 * @param begin the Meldung it began with
 * @param role whose next three tasks are shown
 * @param roles all roles that the plan has tasks for
 * @param others what is next for each of the other roles that have something to do
 * @param clocks open tasks with a due time, the nearest first
 * @param around whom to call at the Einrichtungen it touches, and at those responsible for them
 * @param moreAround whether it touches more than those
 * @param draft the journal entry somebody was writing
 * @param links what it belongs together with, as far as the reader sees both ends
 * @param informed whom to tell that it was a false alarm
 * @param beforehand what has to be settled before anyone lays hands on a system
 */
record RoomPage(
        HandOvers.@Nullable HandOver takenOver,
        Report begin,
        PlanRole role,
        List<PlanRole> roles,
        List<NextRow> next,
        List<Other> others,
        List<Phase> phases,
        List<Clock> clocks,
        List<Gate> openGates,
        List<Fact> openFacts,
        List<Reachable.House> around,
        boolean moreAround,
        List<JournalEntry> lastEntries,
        String draft,
        Beforehand beforehand,
        List<Link> links,
        List<Informed.Party> informed,
        @Nullable String reviewedBy,
        List<String> sources) {

    /** Open decisions that are shown before the fold. */
    static final int GATES_AT_ONCE = 3;

    /**
     * An open task with a due time.
     *
     * @param gone how much of the time since T0 is used up, in percent
     */
    record Clock(TaskRow task, long gone) {}

    /**
     * What has to be settled before anyone lays hands on a system.
     *
     * @param mandated whether there is an Auftrag
     * @param demands whose insurer must be asked
     * @param insurerAsked whether somebody has asked
     */
    record Beforehand(boolean mandated, List<InsurerCalls.Demand> demands, boolean insurerAsked) {}

    /** One of the next three, and why it comes at this place. */
    record NextRow(TaskRow task, String reason) {}

    /** What is next for another role; the most urgent of them come first. */
    record Other(PlanRole role, Next next) {}

    /** The tasks of one phase, or the own tasks, which belong to none. */
    record Phase(int number, List<TaskRow> tasks) {

        long done() {
            return tasks.stream().filter(task -> !task.open()).count();
        }

        /** How many tasks somebody can work on now. */
        long ready() {
            return tasks.stream().filter(TaskRow::canFinish).count();
        }

        /** Whether it is unfolded: something in it can be done now. */
        boolean current() {
            return ready() > 0;
        }
    }
}
