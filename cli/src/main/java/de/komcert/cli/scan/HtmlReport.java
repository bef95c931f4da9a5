package de.komcert.cli.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.cli.run.Totals;
import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Detected;
import de.komcert.logs.Inputs;
import de.komcert.logs.Rules;
import de.komcert.logs.Sha256;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Level;
import de.komcert.traces.Entry;
import de.komcert.traces.census.Census;
import org.jspecify.annotations.Nullable;

/**
 * A page in German for people who were not there: what was read, by which rules, what was found and what cannot be seen.
 * It is one file without script, opens without a network, and holds no clock: the same input gives the same bytes.
 */
final class HtmlReport implements Report {

    /** So many records of a rule are shown, and so many in all; they are counted in any case. */
    private static final int MOST_OF_A_RULE = 20;

    private static final int MOST_RECORDS = 2_000;
    private static final int MOST_LINES = 1_000;

    private record Place(String file, String sentence) {}

    private final OutputStream out;
    private final @Nullable Level least;
    private final boolean residue;
    private final Html page = new Html();
    private final Map<String, RuleHits> hits = new HashMap<>();
    private final Map<Place, Long> troubles = new LinkedHashMap<>();
    private long troublesBeyond;
    private int records;

    /**
     * @param least the level below which hits are left out, null where all are shown
     * @param residue whether what is left from earlier uses of space is read as well
     */
    HtmlReport(OutputStream out, @Nullable Level least, boolean residue) {
        this.out = out;
        this.least = least;
        this.residue = residue;
    }

    @Override
    public boolean isDetailed() {
        return true;
    }

    @Override
    public void hit(Detected hit) {
        var key = hit.head().file() + "\0" + hit.head().line();
        var group = hits.computeIfAbsent(key, k -> new RuleHits(hit.head()));
        boolean isKept = group.records().size() < MOST_OF_A_RULE && records < MOST_RECORDS;
        records += isKept ? 1 : 0;
        group.add(hit, isKept);
    }

    @Override
    public void wrong(Trouble trouble) {
        var place = new Place(trouble.file(), German.problem(trouble.problem()));
        if (troubles.size() < MOST_LINES || troubles.containsKey(place)) {
            troubles.merge(place, 1L, Long::sum);
        } else {
            troublesBeyond++;
        }
    }

    @Override
    public void end(Inputs inputs, Rules rules, Totals totals, Coverage coverage) throws IOException {
        var groups = hits.values().stream()
                .sorted(Comparator.<RuleHits, Level>comparing(
                                group -> group.head().level())
                        .reversed()
                        .thenComparing(Comparator.comparingLong(RuleHits::count).reversed())
                        .thenComparing(group -> group.head().title())
                        .thenComparing(group -> group.head().file())
                        .thenComparing(group -> group.head().line()))
                .toList();
        head();
        overview(inputs, rules, totals, coverage, groups);
        new RuleSection(page).write(groups);
        logs(coverage.census());
        new CoverageSection(page).write(coverage);
        new GapSection(page).write(coverage.gaps());
        waiting(rules);
        undecided(totals);
        troubles(totals);
        new ChecksumSection(page).write(inputs, rules);
        page.line("</main></body></html>");
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void head() {
        var style = resource("report.css");
        page.line("<!DOCTYPE html>");
        page.line("<html lang=\"de\"><head><meta charset=\"utf-8\">");
        page.line(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src"
                        + " &#39;sha256-{}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">",
                Base64.getEncoder().encodeToString(Sha256.bytes(style)));
        page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.line("<meta name=\"referrer\" content=\"no-referrer\">");
        page.line("<title>Auswertung von Protokollen</title>");
        page.raw("<style>").raw(style).line("</style></head>");
        page.line("<body><main>");
    }

    private void overview(Inputs inputs, Rules rules, Totals totals, Coverage coverage, List<RuleHits> groups) {
        page.line("<header><h1>Auswertung von Protokollen</h1>");
        var span = Span.of(coverage.census().logs());
        page.line(
                "<p class=\"lead\">Gelesen: {} mit {}{}. Verglichen mit {}.</p></header>",
                German.counted(inputs.files().size(), "Datei", "Dateien"),
                German.counted(totals.entries(), "Datensatz", "Datensätzen"),
                span.first() == Entry.NO_TIME
                        ? ""
                        : " aus der Zeit von " + German.time(span.first()) + " bis " + German.time(span.last())
                                + " (UTC)",
                German.counted(rules.inUse(), "Regel", "Regeln"));
        page.line("<ul class=\"levels\">");
        for (int i = Level.values().length - 1; i >= 0; i--) {
            var level = Level.values()[i];
            page.line(
                    "<li class=\"{}\"><strong>{}</strong> {}</li>",
                    totals.hits(level) == 0 ? "none" : level.toString(),
                    Plain.line("%,d", totals.hits(level)),
                    German.level(level));
        }
        page.line("</ul>");
        page.line("<p>Ein Treffer heißt, dass eine Regel passt. Ob es ein Angriff war, beurteilen Menschen: Unter jeder"
                + " Regel steht, was sie auch ohne Angriff auslöst.</p>");
        if (residue) {
            page.line(
                    "<p>Gelesen wurden auch Reste: Datensätze aus einer früheren Benutzung des Platzes, die kein Teil ihres"
                            + " Protokolls mehr sind. Wo ein Treffer auf einem solchen beruht, steht es dabei.</p>");
        }
        new BlindSection(page).write(inputs, rules, totals, coverage, least);
        if (!groups.isEmpty()) {
            page.line("<section><h2>Gefundenes</h2><ol class=\"contents\">");
            for (int i = 0; i < groups.size(); i++) {
                var group = groups.get(i);
                page.line(
                        "<li><a href=\"#regel-{}\">{}</a> <span class=\"level {}\">{}</span> <span"
                                + " class=\"times\">{}</span></li>",
                        i + 1,
                        group.head().title(),
                        group.head().level(),
                        German.level(group.head().level()),
                        Plain.line("%,d-mal", group.count()));
            }
            page.line("</ol></section>");
        }
    }

    /** How many entries there are, and from when to when. */
    private record Span(long count, long first, long last) {

        static Span of(List<Census.Log> logs) {
            return new Span(
                    logs.stream().mapToLong(Census.Log::count).sum(),
                    logs.stream()
                            .mapToLong(Census.Log::first)
                            .filter(time -> time != Entry.NO_TIME)
                            .min()
                            .orElse(Entry.NO_TIME),
                    logs.stream().mapToLong(Census.Log::last).max().orElse(Entry.NO_TIME));
        }
    }

    private void logs(Census census) {
        page.line("<section><h2>Was in den Protokollen steht</h2><table>");
        page.line(
                "<thead><tr><th>Protokoll</th><th class=\"number\">Datensätze</th><th>Von</th><th>Bis (UTC)</th></tr></thead><tbody>");
        var byName = census.logs().stream()
                .collect(Collectors.groupingBy(Census.Log::channel, TreeMap::new, Collectors.toList()));
        byName.entrySet().stream().limit(MOST_LINES).forEach(log -> {
            var span = Span.of(log.getValue());
            page.line(
                    "<tr><td>{}</td><td class=\"number\" data-label=\"Datensätze\">{}</td><td data-label=\"Von\">{}</td><td data-label=\"Bis\">{}</td></tr>",
                    log.getKey().isEmpty() ? "ohne Namen" : log.getKey(),
                    Plain.line("%,d", span.count()),
                    span.first() == Entry.NO_TIME ? "" : German.time(span.first()),
                    span.last() == Entry.NO_TIME ? "" : German.time(span.last()));
        });
        page.line("</tbody></table>");
        if (byName.size() > MOST_LINES || !census.isComplete()) {
            page.line("<p class=\"rest\">Weitere Protokolle stehen hier nicht; »komcert timeline« gibt alle Ereignisse"
                    + " aus.</p>");
        }
        page.line("</section>");
    }

    private void waiting(Rules rules) {
        var waits = rules.waits();
        if (waits.isEmpty()) {
            return;
        }
        page.line("<section id=\"wartend\"><h2>Regeln, die auf Listen warten</h2>");
        page.line("<p>Diese Regeln warten auf Listen, die »--list NAME=DATEI« angibt:</p><ul>");
        waits.forEach(
                waiting -> page.line("<li>{}: {}</li>", waiting.rule().head().title(), German.lacking(waiting)));
        page.line("</ul></section>");
    }

    private void undecided(Totals totals) {
        var rules = totals.undecided();
        if (rules.isEmpty()) {
            return;
        }
        page.line("<section id=\"unentschieden\"><h2>Regeln, die zu aufwendig waren</h2>");
        page.line("<p>Ihre Suche hätte in einem Datensatz mehr gekostet, als eine Regel darf. Ob sie dort passen, ist"
                + " offen; »komcert explain« prüft sie an dem Datensatz, der hier steht.</p><ul>");
        rules.stream().limit(MOST_LINES).forEach(open -> page.line("<li>{}</li>", German.undecided(open)));
        page.line("</ul></section>");
    }

    private void troubles(Totals totals) {
        page.line("<section id=\"auffaelliges\"><h2>Auffälligkeiten an den Dateien</h2>");
        if (totals.problems() == 0) {
            page.line("<p>Keine: Alles ließ sich lesen, wie es geschrieben wurde.</p>");
        } else {
            page.line(
                    "<table><thead><tr><th>Datei</th><th>Was</th><th class=\"number\">Wie oft</th></tr></thead><tbody>");
            troubles.forEach((place, count) -> page.line(
                    "<tr><td class=\"path\">{}</td><td>{}</td><td class=\"number\" data-label=\"Wie oft\">{}</td></tr>",
                    place.file(),
                    place.sentence(),
                    Plain.line("%,d", count)));
            page.line("</tbody></table>");
            if (troublesBeyond > 0) {
                page.line(
                        "<p class=\"rest\">{} stehen hier nicht mehr.</p>",
                        German.counted(troublesBeyond, "weitere", "weitere"));
            }
        }
        page.line("</section>");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
