package de.komcert.app.incident.web;

import de.komcert.app.incident.plan.Status;
import de.komcert.app.web.Shell;

/** What a task or a question waits for, in words. */
final class WaitingWords {

    private WaitingWords() {}

    static String of(Status.Waiting waiting, Shell shell) {
        return switch (waiting) {
            case Status.Waiting.ForTask(var step) -> step.id() + " " + step.title();
            case Status.Waiting.ForFact(var fact) -> fact.sentence();
            case Status.Waiting.ForDecision(var gate) -> shell.t("room.decision", gate.question());
            case Status.Waiting.ForOneOf(var choices) ->
                String.join(
                        " " + shell.t("room.or") + " ",
                        choices.stream().map(choice -> of(choice, shell)).toList());
            case Status.Waiting.ForRule(var rule, var step) ->
                shell.t("room.rule", step.id() + " " + step.title(), rule.name(), rule.reason());
        };
    }
}
