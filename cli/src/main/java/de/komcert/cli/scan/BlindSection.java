package de.komcert.cli.scan;

import de.komcert.cli.run.Totals;
import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Inputs;
import de.komcert.logs.Rules;
import de.komcert.sigma.Level;
import de.komcert.sigma.Sight;
import org.jspecify.annotations.Nullable;

/** The part of the report that says first of all what cannot be seen here, and where more of it stands. */
record BlindSection(Html page) {

    /** @param least the level below which hits are left out, null where all are shown */
    void write(Inputs inputs, Rules rules, Totals totals, Coverage coverage, @Nullable Level least) {
        page.line("<section class=\"blind\"><h2>Was hier nicht zu sehen ist</h2><ul>");
        long lost = totals.losses();
        if (lost > 0) {
            page.line(
                    "<li>An {} ging Inhalt verloren oder war nicht lesbar: <a"
                            + " href=\"#auffaelliges\">Auffälligkeiten</a>.</li>",
                    German.counted(lost, "Stelle", "Stellen"));
        }
        long undecided = totals.undecided().size();
        if (undecided > 0) {
            page.line(
                    "<li>{} für manche Datensätze zu aufwendig und dort unentschieden: <a"
                            + " href=\"#unentschieden\">unentschiedene Regeln</a>.</li>",
                    German.counted(undecided, "Regel war", "Regeln waren"));
        }
        long unable = coverage.visibility().sights().stream()
                .filter(sight -> sight instanceof Sight.CannotFire(var rule, var reason)
                        && !(reason instanceof Sight.Reason.NoList))
                .count();
        if (unable > 0) {
            page.line(
                    "<li>{} hier nichts finden, weil Protokolle, Ereignisse oder Angaben fehlen: <a"
                            + " href=\"#sicht\">Was diese Protokolle zeigen können</a>.</li>",
                    German.counted(unable, "Regel konnte", "Regeln konnten"));
        }
        if (!coverage.gaps().all().isEmpty()) {
            page.line(
                    "<li>Es gibt {}: <a href=\"#luecken\">Lücken</a>.</li>",
                    German.counted(coverage.gaps().all().size(), "Lücke", "Lücken"));
        }
        int waiting = rules.waits().size();
        if (waiting > 0) {
            page.line(
                    "<li>{} auf Listen der Einrichtung: <a href=\"#wartend\">wartende Regeln</a>.</li>",
                    waiting == 1 ? "1 Regel wartet" : Plain.line("%,d Regeln warten", waiting));
        }
        if (rules.refused() > 0) {
            page.line(
                    "<li>{} sich nicht laden.</li>",
                    rules.refused() == 1 ? "1 Regel ließ" : Plain.line("%,d Regeln ließen", rules.refused()));
        }
        if (inputs.passedOver() > 0) {
            page.line(
                    "<li>{} anderer Art wurden nicht gelesen.</li>",
                    German.counted(inputs.passedOver(), "Datei", "Dateien"));
        }
        if (least != null) {
            page.line("<li>Treffer unter der Stufe »{}« sind weggelassen.</li>", German.level(least));
        }
        page.line("<li>Was nie protokolliert oder schon überschrieben wurde, findet keine Regel.</li>");
        page.line("</ul></section>");
    }
}
