package de.komcert.cli.scan;

import java.util.List;
import java.util.stream.Collectors;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.traces.Entry;
import de.komcert.traces.census.Gap;
import de.komcert.traces.census.Gaps;

/** The part of the report that says what the logs should hold and do not. */
record GapSection(Html page) {

    private static final int MOST_LINES = 1_000;
    private static final int MOST_EVIDENCE = 3;

    void write(Gaps gaps) {
        page.line("<section id=\"luecken\"><h2>Lücken</h2>");
        if (gaps.all().isEmpty()) {
            page.line("<p>Keine gefunden: Kein Protokoll wurde gelöscht, keine Nummer fehlt, und keine Uhr sprang. Was"
                    + " vor dem ersten Datensatz war, ist nicht dabei.</p>");
        }
        var telling = gaps.all().stream().filter(gap -> !gap.kind().isUsual()).toList();
        var usual = gaps.all().stream().filter(gap -> gap.kind().isUsual()).toList();
        table(telling);
        if (!usual.isEmpty()) {
            page.line("<details><summary>Neustarts, Ruhezeiten und Auszüge ({})</summary>", usual.size());
            table(usual);
            page.line("</details>");
        }
        corrections(gaps);
        if (!gaps.complete()) {
            page.line("<p class=\"rest\">Es sind mehr, als sich festhalten ließen.</p>");
        }
        page.line("</section>");
    }

    private void table(List<Gap> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        page.line("<table><thead><tr><th>Rechner</th><th>Was</th><th>Von</th><th>Bis"
                + " (UTC)</th><th>Beleg</th></tr></thead><tbody>");
        for (var gap : gaps.subList(0, Math.min(gaps.size(), MOST_LINES))) {
            page.line(
                    "<tr><td>{}</td><td>{}{}</td><td class=\"times\" data-label=\"Von\">{}</td><td class=\"times\" data-label=\"Bis\">{}</td><td"
                            + " class=\"path\" data-label=\"Beleg\">{}</td></tr>",
                    gap.host().isEmpty() ? "ohne Angabe" : gap.host(),
                    German.gap(gap),
                    gap.channel().isEmpty() || gap.kind() == Gap.Kind.CLEARED ? "" : " (" + gap.channel() + ")",
                    time(gap.from()),
                    gap.to() == gap.from() ? "" : time(gap.to()),
                    gap.evidence().stream()
                            .limit(MOST_EVIDENCE)
                            .map(place -> place.file() + ", Datensatz " + place.record())
                            .collect(Collectors.joining("; ")));
        }
        page.line("</tbody></table>");
        if (gaps.size() > MOST_LINES) {
            page.line(
                    "<p class=\"rest\">Gezeigt sind {} von {}.</p>",
                    Plain.line("%,d", MOST_LINES),
                    Plain.line("%,d", gaps.size()));
        }
    }

    private static String time(long ticks) {
        return ticks == Entry.NO_TIME ? "unbekannt" : German.time(ticks);
    }

    private void corrections(Gaps gaps) {
        if (gaps.corrections().isEmpty()) {
            return;
        }
        page.line("<h3>Uhren, die falsch gingen</h3>");
        page.line("<p>Der Zeitdienst hat sie gestellt. Zeiten aus dieser Spanne lassen sich so umrechnen; in diesem"
                + " Bericht stehen sie, wie sie geschrieben wurden.</p>");
        page.line("<table><thead><tr><th>Rechner</th><th>Von</th><th>Bis (nach seiner Uhr, UTC)</th><th"
                + " class=\"number\">Umrechnung</th></tr></thead><tbody>");
        for (var one : gaps.corrections().subList(0, Math.min(gaps.corrections().size(), MOST_LINES))) {
            page.line(
                    "<tr><td>{}</td><td class=\"times\" data-label=\"Von\">{}</td><td class=\"times\" data-label=\"Bis\">{}</td><td"
                            + " class=\"number\" data-label=\"Umrechnung\">{}</td></tr>",
                    one.host(),
                    one.from() == Entry.NO_TIME ? "Beginn" : German.time(one.from()),
                    German.time(one.until()),
                    (one.shift() < 0 ? "− " : "+ ") + German.duration(one.shift()));
        }
        page.line("</tbody></table>");
    }
}
