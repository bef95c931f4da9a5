package de.komcert.app.incident.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.komcert.app.incident.plan.Fact;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.playbook.Edition;
import de.komcert.app.incident.playbook.Release;
import de.komcert.app.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A playbook to read as a reviewer reads it: every task with what it waits for and why.
 *
 * @param holds the release of this very text, or null
 * @param releases all there were, of earlier texts too, the latest first
 */
record PlaybookPage(Edition edition, @Nullable Release holds, List<Release> releases, List<Phase> phases) {

    record Phase(int number, List<Task> tasks) {}

    /**
     * A task.
     *
     * @param due how long after T0, in words; empty for none
     * @param period the legal period, in words; empty for none
     * @param after all of what it waits for
     * @param either what it waits for one of
     */
    record Task(Step step, String due, String period, List<String> after, List<String> either) {}

    static PlaybookPage of(Edition edition, List<Release> releases, Shell shell) {
        var playbook = edition.playbook();
        var fingerprint = edition.fingerprint();
        return new PlaybookPage(
                edition,
                releases.stream()
                        .filter(release -> release.withdrawn() == null)
                        .filter(release -> release.fingerprint().equals(fingerprint))
                        .findFirst()
                        .orElse(null),
                releases,
                IntStream.rangeClosed(
                                1,
                                playbook.steps().stream()
                                        .mapToInt(Step::phase)
                                        .max()
                                        .orElse(0))
                        .mapToObj(number -> new Phase(
                                number,
                                playbook.steps().stream()
                                        .filter(step -> step.phase() == number)
                                        .map(step -> task(step, playbook, shell))
                                        .toList()))
                        .filter(phase -> !phase.tasks().isEmpty())
                        .toList());
    }

    private static Task task(Step step, Playbook playbook, Shell shell) {
        return new Task(
                step,
                due(step.due(), shell),
                step.period() == null ? "" : PeriodWords.of(step.period(), shell),
                step.allOf().stream().map(id -> words(id, playbook)).toList(),
                step.anyOf().stream().map(id -> words(id, playbook)).toList());
    }

    private static String due(@Nullable Duration due, Shell shell) {
        if (due == null) {
            return "";
        }
        if (due.toMinutes() < 60) {
            return shell.t("playbooks.dueMinutes", due.toMinutes());
        }
        return due.toHours() < 72
                ? shell.t("playbooks.dueHours", due.toHours())
                : shell.t("playbooks.dueDays", due.toDays());
    }

    private static String words(String id, Playbook playbook) {
        return Stream.of(
                        playbook.step(id).map(Step::title),
                        playbook.gate(id).map(Gate::question),
                        playbook.fact(id).map(Fact::sentence))
                .flatMap(Optional::stream)
                .findFirst()
                .map(title -> id + " " + title)
                .orElse(id);
    }
}
