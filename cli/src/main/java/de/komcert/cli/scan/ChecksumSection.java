package de.komcert.cli.scan;

import java.util.List;

import de.komcert.cli.run.Version;
import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Input;
import de.komcert.logs.Inputs;
import de.komcert.logs.Lists;
import de.komcert.logs.Rules;

/** The part of the report by which somebody else finds out whether they have the same files and rules. */
record ChecksumSection(Html page) {

    private static final int MOST_FILES = 1_000;

    void write(Inputs inputs, Rules rules) {
        page.line("<section><h2>Prüfsummen</h2>");
        page.line(
                "<p>Ausgewertet mit KomCERT {}. Wer dieselben Dateien mit denselben Regeln auswertet, bekommt dieselbe"
                        + " Seite.</p>",
                Version.text());
        page.line("<dl class=\"facts\">");
        page.fact("Regelsatz", Plain.line("%,d Dateien, SHA-256 ", rules.files()) + rules.hash());
        for (var list : rules.allLists()) {
            page.fact(
                    "Liste " + list.name() + (list.einrichtung().isEmpty() ? "" : " (" + list.einrichtung() + ")"),
                    German.counted(list.values().size(), "Wert", "Werte") + ", SHA-256 " + Lists.hash(list.values()));
        }
        page.line("</dl>");
        sums("Sammlungen", inputs.collections());
        sums("Gelesene Dateien", inputs.files());
        page.line("</section>");
    }

    private void sums(String title, List<Input> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        page.line(
                "<h3>{}</h3><table><thead><tr><th>Datei</th><th class=\"number\">Bytes</th><th>SHA-256</th></tr></thead><tbody>",
                title);
        for (var input : inputs.subList(0, Math.min(inputs.size(), MOST_FILES))) {
            page.line(
                    "<tr><td class=\"path\">{}</td><td class=\"number\" data-label=\"Bytes\">{}</td><td class=\"sum\">{}</td></tr>",
                    input.name(),
                    Plain.line("%,d", input.size()),
                    German.checksum(input));
        }
        page.line("</tbody></table>");
        if (inputs.size() > MOST_FILES) {
            page.line(
                    "<p class=\"rest\">Gezeigt sind {} von {}. Alle hält »--manifest DATEI« fest.</p>",
                    MOST_FILES,
                    inputs.size());
        }
    }
}
