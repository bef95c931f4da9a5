package de.komcert.app.incident.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import de.komcert.app.incident.Decision;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Status;
import de.komcert.app.incident.report.Call;
import de.komcert.app.web.Shell;

/** What a hand-over can say from what is recorded already, so that nobody types it again; whoever leaves adds the rest. */
final class HandOverBegun {

    private HandOverBegun() {}

    static String of(Call call, List<Decision> decisions, Plan plan, Shell shell) {
        var lines = new ArrayList<String>();
        if (!call.caller().isBlank() || !call.callBack().isBlank()) {
            lines.add(shell.t("handover.call", said(call.caller()), said(call.callBack())));
        }
        for (var decision : decisions) {
            lines.add(shell.t("handover.decided", decision.question(), decision.decision(), decision.decidedBy()));
        }
        for (var step : plan.steps()) {
            if (plan.status(step) instanceof Status.Running(var record)) {
                lines.add(shell.t("handover.running", step.id(), step.title(), record.who()));
            }
        }
        var next = plan.next(PlanRole.CERT).stream()
                .filter(task -> !task.running())
                .map(Next::step)
                .map(step -> step.id() + " " + step.title())
                .collect(Collectors.joining("; "));
        if (!next.isEmpty()) {
            lines.add(shell.t("handover.next", next));
        }
        return String.join("\n", lines);
    }

    private static String said(String text) {
        return text.isBlank() ? "–" : text;
    }
}
