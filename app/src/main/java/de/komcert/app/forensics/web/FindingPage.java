package de.komcert.app.forensics.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingInFull;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.IndicatorGuess;
import de.komcert.app.forensics.finding.Outcome;
import de.komcert.app.forensics.timeline.EventNotes;
import de.komcert.app.web.Shell;

/**
 * One finding as a page.
 *
 * @param base the address of the list, without what is filtered
 * @param entry what a journal entry would say
 * @param indicator what an indicator would be made of
 * @param choosesIndicator whether somebody has just chosen the field for it
 */
record FindingPage(
        String base,
        FindingQuery query,
        FindingInFull full,
        Findings.Beside beside,
        String entry,
        IndicatorGuess indicator,
        boolean choosesIndicator) {

    Finding finding() {
        return full.finding();
    }

    String list() {
        return base + query.query();
    }

    String href(UUID other) {
        return base + "/" + other + query.query();
    }

    /** Where a form of this page is sent. */
    String action(String what) {
        return base + "/" + finding().id() + what + query.query();
    }

    /** This page, with an indicator begun from the field at this place. */
    String asIndicator(int field) {
        return base + "/" + finding().id() + query.query("feld", field) + "#hinweis";
    }

    /** What a task would be: the first thing the rule advises. */
    String task() {
        var steps = full.rule().nextSteps();
        return steps.isEmpty() ? "" : steps.getFirst();
    }

    /** Whether a rule found it, and not a person who read the timeline. */
    boolean isOfARule() {
        return !finding().rule().equals(EventNotes.RULE);
    }

    /** What else it may be. A rule whose author writes that it is unknown names nothing. */
    List<String> falsePositives() {
        return full.rule().falsePositives().stream()
                .filter(one -> !one.equalsIgnoreCase("unknown"))
                .toList();
    }

    /** Whether its time is another than its log says. */
    boolean isCorrected() {
        var seen = finding().seen();
        return seen != null && seen.isCorrected();
    }

    /** How mature the rule calls itself, in words; as it says where we have none for it. */
    String status(Shell shell) {
        var status = full.rule().status();
        return status.isEmpty()
                ? shell.t("why.noStatus")
                : shell.texts()
                        .find(shell.locale(), "why.status." + status.toLowerCase(Locale.ROOT))
                        .orElse(status);
    }

    /** Where that lies which a finding became. */
    String href(String room, Outcome outcome) {
        return switch (outcome.kind()) {
            case ENTRY ->
                room + "/tagebuch?vor=" + (Long.parseLong(outcome.reference()) + 1) + "#e-" + outcome.reference();
            case INDICATOR -> room + "/akte#hinweise";
            case TASK -> room + "#task-" + outcome.reference();
        };
    }
}
