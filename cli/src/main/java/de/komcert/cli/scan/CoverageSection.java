package de.komcert.cli.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.sigma.Sight;
import de.komcert.sigma.settings.Proposal;

/** The part of the report that says which rules can find something in these logs, and what would let more of them. */
record CoverageSection(Html page) {

    private static final int MOST_LINES = 1_000;
    private static final int MOST_RULES = 5_000;

    void write(Coverage coverage) {
        var visibility = coverage.visibility();
        page.line("<section id=\"sicht\"><h2>Was diese Protokolle zeigen können</h2>");
        page.line(
                "<p>{} von {} können in diesen Protokollen etwas finden: Ihre Ereignisse sind da, mit den Angaben, die"
                        + " sie brauchen. {} nichts, was immer geschehen ist.{}</p>",
                Plain.line("%,d", visibility.can()),
                German.counted(visibility.sights().size(), "Regel", "Regeln"),
                visibility.cannot() == 1 ? "1 Regel findet" : Plain.line("%,d Regeln finden", visibility.cannot()),
                visibility.may() == 0 ? "" : Plain.line(" Bei %,d lässt es sich nicht sagen.", visibility.may()));
        if (!coverage.census().isComplete()) {
            page.line(
                    "<p class=\"rest\">Die Protokolle halten mehr Arten von Ereignissen, als hier unterschieden"
                            + " werden: {} sind nicht berücksichtigt.</p>",
                    German.counted(coverage.census().beyond(), "Datensatz", "Datensätze"));
        }
        proposals(coverage);
        sources(coverage);
        rules(coverage);
        page.line("</section>");
    }

    // ---- what would help ----

    private void proposals(Coverage coverage) {
        var foremost = coverage.foremost();
        if (!foremost.isEmpty()) {
            page.line("<h3>Was am meisten dazu brächte</h3><ol class=\"steps\">");
            for (var proposal : foremost) {
                page.line(
                        "<li><strong>{}</strong>: {}.{}</li>",
                        German.todo(proposal.setting()),
                        German.gain(proposal),
                        proposal.setting().where().isEmpty()
                                ? ""
                                : " Zu finden unter " + proposal.setting().where() + ".");
            }
            page.line("</ol>");
        }
        if (!coverage.proposals().isEmpty()) {
            page.line(
                    "<details><summary>Alles, was mehr zeigen würde ({})</summary>",
                    coverage.proposals().size());
            page.line(
                    "<p>»Mehr« zählt die Regeln, die dann etwas finden könnten; »dazu« die unter ihnen, die nicht schon"
                            + " durch das darüber hinzukämen. In Klammern: davon hoch oder kritisch.</p>");
            table("Für diese Rechner", coverage.proposals(), true);
            table("Für andere Systeme", coverage.proposals(), false);
            page.line("</details>");
        }
    }

    private void table(String title, List<Proposal> proposals, boolean isHere) {
        var shown = proposals.stream()
                .filter(proposal -> proposal.isHere() == isHere)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        page.line(
                "<h4>{}</h4><table><thead><tr><th>Was</th><th>Wo und wie</th><th class=\"number\">Mehr</th><th"
                        + " class=\"number\">Dazu</th></tr></thead><tbody>",
                title);
        for (var proposal : shown) {
            var setting = proposal.setting();
            page.line(
                    "<tr><td>{}{}</td><td>{} <span class=\"path\">{}</span> {}</td><td class=\"number\" data-label=\"Mehr\">{}</td><td"
                            + " class=\"number\" data-label=\"Dazu\">{}</td></tr>",
                    German.todo(setting),
                    setting.english().isEmpty() ? "" : " (" + setting.english() + ")",
                    setting.where(),
                    setting.how(),
                    setting.note(),
                    Plain.line("%,d (%,d)", proposal.rules(), proposal.severe()),
                    Plain.line("%,d (%,d)", proposal.further(), proposal.furtherSevere()));
        }
        page.line("</tbody></table>");
    }

    // ---- what there is ----

    private void sources(Coverage coverage) {
        page.line("<details><summary>Nach Quellen</summary>");
        page.line("<table><thead><tr><th>Quelle</th><th class=\"number\">Regeln</th><th class=\"number\">können</th><th"
                + " class=\"number\">ungewiss</th><th class=\"number\">können nicht</th></tr></thead><tbody>");
        for (var source : coverage.visibility().bySource()) {
            page.line(
                    "<tr><td>{}</td><td class=\"number\" data-label=\"Regeln\">{}</td><td class=\"number\" data-label=\"können\">{}</td><td"
                            + " class=\"number\" data-label=\"ungewiss\">{}</td><td class=\"number\" data-label=\"können nicht\">{}</td></tr>",
                    German.source(source.source()),
                    Plain.line("%,d", source.rules()),
                    Plain.line("%,d", source.can()),
                    Plain.line("%,d", source.may()),
                    Plain.line("%,d", source.cannot()));
        }
        page.line("</tbody></table></details>");
    }

    /** The rules that find nothing, under the reason why. */
    private void rules(Coverage coverage) {
        var byReason = new TreeMap<String, List<String>>();
        for (var sight : coverage.visibility().sights()) {
            var reason = switch (sight) {
                case Sight.CanFire can -> null;
                case Sight.MayFire(var rule, var doubt) -> German.doubt(doubt);
                case Sight.CannotFire(var rule, var why) -> German.reason(why);
            };
            if (reason != null) {
                byReason.computeIfAbsent(reason, r -> new ArrayList<>())
                        .add(sight.rule().head().title());
            }
        }
        if (byReason.isEmpty()) {
            return;
        }
        page.line("<details><summary>Regeln, die nichts finden können, mit dem Grund</summary>");
        int rules = 0;
        int lines = 0;
        var sorted = byReason.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<String>> reason) ->
                                -reason.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (var reason : sorted) {
            rules += reason.getValue().size();
            if (++lines > MOST_LINES || rules > MOST_RULES) {
                page.line("<p class=\"rest\">Weitere Gründe stehen hier nicht.</p>");
                break;
            }
            page.line(
                    "<h4>{} ({})</h4><p>{}</p>",
                    reason.getKey(),
                    reason.getValue().size(),
                    String.join("; ", reason.getValue()));
        }
        page.line("</details>");
    }
}
