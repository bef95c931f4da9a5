package de.komcert.app.incident.web;

import de.komcert.app.incident.plan.Step;
import de.komcert.app.web.Shell;

/** A legal period in words: how long, from when, and whose duty it is. */
final class PeriodWords {

    private PeriodWords() {}

    static String of(Step.Period period, Shell shell) {
        return shell.t(
                "room.periodWords",
                length(period.length(), shell),
                period.start(),
                shell.t("planRole", period.whose()));
    }

    /** {@code PT72H} and {@code P1M} in words; what is written otherwise stays as written. */
    private static String length(String iso, Shell shell) {
        var number = iso.replaceAll("\\D", "");
        if (number.isEmpty() || number.length() > 4) {
            return iso;
        }
        var count = Integer.parseInt(number);
        if (count == 0) {
            return shell.t("period.atOnce");
        }
        if (iso.matches("PT\\d+H")) {
            return shell.t("period.hours", count);
        }
        if (iso.matches("P\\d+D")) {
            return shell.t("period.days", count);
        }
        if (iso.matches("P\\d+M")) {
            return shell.t("period.months", count);
        }
        return iso;
    }
}
