package de.komcert.cli.run;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Detected;
import de.komcert.logs.Match;
import de.komcert.logs.Trouble;
import de.komcert.logs.Undecided;
import de.komcert.sigma.Level;

/** What a run has met so far, and how it is told to people. */
public final class Totals {

    private static final int MOST_NAMED = 50;

    /** What was wrong with one file. */
    private static final class OfFile {
        private final Trouble first;
        private long count;

        OfFile(Trouble first) {
            this.first = first;
        }
    }

    private final Map<String, OfFile> lossy = new LinkedHashMap<>();
    /** By level. */
    private final long[] hits = new long[Level.values().length];

    private final Undecided undecided = new Undecided();
    private long entries;
    private long bytes;
    private long problems;
    private long losses;
    private long assumed;
    private long residue;

    public void read(Item.Read read) {
        entries += read.entries();
        bytes += read.bytes();
    }

    public void wrong(Trouble trouble) {
        problems++;
        if (trouble.problem().kind().equals("TIME_ASSUMED")) {
            assumed++;
        }
        if (trouble.problem().costsContent()) {
            losses++;
            lossy.computeIfAbsent(trouble.file(), file -> new OfFile(trouble)).count++;
        }
    }

    /** Something was told before reading began. */
    void told(Trouble trouble) {
        problems++;
        losses += trouble.problem().costsContent() ? 1 : 0;
    }

    public void hit(Detected detected) {
        hits[detected.head().level().ordinal()]++;
        residue += detected.isResidue() ? 1 : 0;
    }

    /** A rule was too costly for an entry. */
    public void undecided(Match.Undecided open) {
        undecided.add(open);
    }

    /** The rules that were too costly for some entries. */
    public List<Undecided.OfRule> undecided() {
        return undecided.rules();
    }

    public long entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    public long problems() {
        return problems;
    }

    public long losses() {
        return losses;
    }

    public long hits(Level level) {
        return hits[level.ordinal()];
    }

    public long hits() {
        return LongStream.of(hits).sum();
    }

    /** Whether there was a hit of that level or a higher one. */
    public boolean reached(Level level) {
        return Stream.of(Level.values()).anyMatch(met -> hits(met) > 0 && met.compareTo(level) >= 0);
    }

    /** Names the files of which something could not be read, and says what was taken for granted. */
    public void explain(PrintStream out) {
        if (assumed > 0) {
            out.println(Plain.line(
                    "Hinweis: In %,d Dateien nennen die Zeilen weder Jahr noch Zeitzone; das Jahr ist aus dem Datum der Datei"
                            + " geschlossen. --zone Europe/Berlin und --year geben beides an.",
                    assumed));
        }
        int named = 0;
        for (var file : lossy.entrySet()) {
            if (named++ == MOST_NAMED) {
                out.println(Plain.line("… und %,d weitere Dateien.", lossy.size() - MOST_NAMED));
                break;
            }
            var first = Objects.requireNonNull(file.getValue()).first;
            out.println(Plain.text(Plain.line(
                    "Unvollständig: %s, %,d-mal, zuerst bei Byte %,d: %s",
                    file.getKey(), file.getValue().count, first.problem().offset(), German.problem(first.problem()))));
        }
    }

    String summary(int files, int passedOver) {
        var text = new StringBuilder(
                Plain.line("Gelesen: %,d Dateien, %,d Datensätze, %,d Bytes; ", files, entries, bytes));
        text.append(Plain.line("%,d Auffälligkeiten an den Dateien, davon %,d mit Verlust.", problems, losses));
        if (passedOver > 0) {
            text.append(Plain.line(" Übergangen: %,d Dateien anderer Art.", passedOver));
        }
        return text.toString();
    }

    /** Names the rules that were too costly for some entries. */
    public void explainUndecided(PrintStream out) {
        var rules = undecided();
        for (var open : rules.subList(0, Math.min(rules.size(), MOST_NAMED))) {
            out.println(Plain.text("Unentschieden: " + German.undecided(open)));
        }
        if (rules.size() > MOST_NAMED) {
            out.println(Plain.line("… und %,d weitere Regeln.", rules.size() - MOST_NAMED));
        }
    }

    public String hitSummary() {
        var text = new StringBuilder(Plain.line("Treffer: %,d", hits()));
        for (int i = Level.values().length - 1; i >= 0; i--) {
            var level = Level.values()[i];
            long count = hits(level);
            if (count > 0) {
                text.append(Plain.line(", %s %,d", German.level(level), count));
            }
        }
        if (residue > 0) {
            text.append(Plain.line("; %,d davon aus Resten", residue));
        }
        return text.append('.').toString();
    }
}
