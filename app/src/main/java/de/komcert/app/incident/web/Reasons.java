package de.komcert.app.incident.web;

import de.komcert.app.incident.plan.Next;
import de.komcert.app.web.Shell;

/** Why a task comes at its place, in one sentence. */
final class Reasons {

    private Reasons() {}

    static String of(Next next, Shell shell) {
        if (next.running()) {
            return shell.t("reason.running");
        }
        return switch (next.reason()) {
            case Next.Reason.PeopleInDanger _ -> shell.t("reason.people");
            case Next.Reason.LostForGood _ -> shell.t("reason.loss");
            case Next.Reason.OthersWait(var tasks) -> shell.t("reason.waiting", tasks);
            case Next.Reason.DueFirst _ -> shell.t("reason.due");
            case Next.Reason.ItsTurn _ -> shell.t("reason.turn");
        };
    }
}
