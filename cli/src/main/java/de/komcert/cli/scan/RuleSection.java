package de.komcert.cli.scan;

import java.util.List;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.traces.Entry;

/** The part of the report that shows each rule with what it has found. */
record RuleSection(Html page) {

    private static final int MOST_HOSTS = 20;

    void write(List<RuleHits> groups) {
        page.line("<section><h2>Treffer</h2>");
        if (groups.isEmpty()) {
            page.line("<p>Keine Regel hat gepasst.</p>");
        }
        for (int i = 0; i < groups.size(); i++) {
            group(i + 1, groups.get(i));
        }
        page.line("</section>");
    }

    private void group(int number, RuleHits group) {
        var head = group.head();
        page.line(
                "<article id=\"regel-{}\"><h3><span class=\"level {}\">{}</span> {}</h3>",
                number,
                head.level(),
                German.level(head.level()),
                head.title());
        if (!head.description().isBlank()) {
            page.line("<p>{}</p>", head.description().strip());
        }
        page.line("<dl class=\"facts\">");
        page.fact("Wie oft", Plain.line("%,d-mal", group.count()));
        if (group.first() != Entry.NO_TIME) {
            page.fact("Zuerst, zuletzt", German.time(group.first()) + ", " + German.time(group.last()) + " (UTC)");
        }
        page.fact("Rechner", hosts(group));
        page.fact("ATT&CK", Tactics.of(head.tags()));
        page.fact("Auch ohne Angriff bei", String.join("\n", head.falsePositives()));
        page.fact("Regel", head.id() + " (" + head.file() + ":" + head.line() + ")");
        page.line("</dl>");
        if (!head.nextSteps().isEmpty()) {
            page.line("<h4>Nächste Schritte</h4>");
            page.line("<ol class=\"steps\">");
            head.nextSteps().forEach(step -> page.line("<li>{}</li>", step));
            page.line("</ol>");
        }
        for (var record : group.records()) {
            page.line(
                    "<div class=\"record\"><p><b>{}</b> {} <span class=\"source\">{}, Datensatz {}{}</span></p>",
                    record.time() == Entry.NO_TIME ? "ohne Zeit" : German.time(record.time()),
                    record.host() == null ? "" : record.host(),
                    record.file(),
                    record.record(),
                    record.isResidue() ? ", aus Resten" : "");
            if (!record.reasons().isEmpty()) {
                page.line("<dl>");
                for (var field : record.reasons()) {
                    page.line("<dt>{}</dt><dd>{}</dd>", field.name(), field.value());
                }
                page.line("</dl>");
            }
            page.line("</div>");
        }
        if (group.count() > group.records().size()) {
            page.line(
                    "<p class=\"rest\">Gezeigt sind {} von {}. Alle gibt »komcert scan« mit --format csv oder jsonl über dieselben Dateien aus.</p>",
                    Plain.line("%,d", group.records().size()),
                    Plain.line("%,d Treffern", group.count()));
        }
        page.line("</article>");
    }

    private static String hosts(RuleHits group) {
        var text = new StringBuilder();
        group.hosts().entrySet().stream()
                .limit(MOST_HOSTS)
                .forEach(host -> text.append(text.isEmpty() ? "" : ", ")
                        .append(host.getKey().isEmpty() ? "ohne Angabe" : host.getKey())
                        .append(Plain.line(" (%,d)", host.getValue())));
        if (group.hosts().size() > MOST_HOSTS) {
            text.append(Plain.line(" und %,d weitere", group.hosts().size() - MOST_HOSTS));
        }
        return text.toString();
    }
}
