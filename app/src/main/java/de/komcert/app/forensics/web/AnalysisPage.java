package de.komcert.app.forensics.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.analysis.AnalysisProblem;
import de.komcert.app.forensics.analysis.RuleProblem;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrder;
import de.komcert.app.forensics.order.Notice;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The log analysis of an incident as a page.
 *
 * @param orders the newest first
 * @param analyses the newest first
 * @param problems of each analysis, the first of them
 * @param ruleProblems of each analysis, the first of them
 * @param affected the Einrichtungen that files may come from
 * @param people how many people are known by a sign
 * @param opened whose names were opened
 * @param names of the people of the CERT on this page
 * @param held whether a hold forbids deleting
 * @param suggested what a new order begins with
 */
record AnalysisPage(
        List<AnalysisOrder> orders,
        List<Analysis> analyses,
        Map<UUID, List<AnalysisProblem>> problems,
        Map<UUID, List<RuleProblem>> ruleProblems,
        List<IncidentFile> files,
        List<Einrichtung> affected,
        int people,
        List<Pseudonyms.Opened> opened,
        Map<PersonId, String> names,
        boolean held,
        Suggested suggested) {

    /** A period and a day of deletion that suit most incidents. */
    record Suggested(Instant from, Instant to, LocalDate deleteOn) {}

    List<AnalysisOrder> standing() {
        return orders.stream().filter(AnalysisOrder::stands).toList();
    }

    /** Those who are not yet on record as told of some order that stands. */
    List<Notice.Body> untold() {
        return standing().stream()
                .flatMap(order -> order.untold().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The newest analysis that has found anything, which is what to look at next; null where there is none. */
    @Nullable
    Analysis toLookAt() {
        return analyses.stream()
                .filter(one -> hasResults(one) && one.progress().findings() > 0)
                .findFirst()
                .orElse(null);
    }

    String name(PersonId person) {
        return names.getOrDefault(person, "");
    }

    int orderNumber(Analysis analysis) {
        return orders.stream()
                .filter(order -> order.id().equals(analysis.order()))
                .mapToInt(AnalysisOrder::number)
                .findFirst()
                .orElse(0);
    }

    /** How many of the problems of an analysis the page tells of. */
    long told(Analysis analysis) {
        return problems.getOrDefault(analysis.id(), List.of()).stream()
                .mapToLong(AnalysisProblem::times)
                .sum();
    }

    /** What is wrong in a file, in the language of the reader. What only a later version knows stays as it was stored. */
    static String words(Shell shell, AnalysisProblem problem) {
        return shell.texts()
                .find(shell.locale(), "analysis.problem." + problem.kind(), problem.message())
                .orElse(problem.message());
    }

    /** Whether there is still something to look at: results go on the day their order names. */
    boolean hasResults(Analysis analysis) {
        return analysis.state() == Analysis.State.DONE
                && orders.stream().anyMatch(order -> order.id().equals(analysis.order()) && order.deletedAt() == null);
    }

    /** How long it will go on at the speed it had so far, once that can be said; nothing for the last minute. */
    static Optional<Duration> left(Analysis analysis, Instant now) {
        var begun = analysis.begunAt();
        long read = analysis.progress().bytes();
        if (begun == null || read == 0) {
            return Optional.empty();
        }
        long passed = Math.max(0, Duration.between(begun, now).toMillis());
        long left = Math.max(0, analysis.progress().bytesTotal() - read);
        return Optional.of(Duration.ofMillis((long) (passed * ((double) left / read))))
                .filter(span -> span.toMinutes() > 0);
    }
}
