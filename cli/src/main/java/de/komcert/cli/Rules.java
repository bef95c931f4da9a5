package de.komcert.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Head;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;

/**
 * The rules of a run.
 *
 * @param lists what fills the rules that need lists
 * @param files how many rule files there are
 * @param hash SHA-256 over one line for each file, its SHA-256, two blanks and its name, sorted by name, as sha256sum
 *     prints them
 */
record Rules(RuleSet set, Detector detector, Lists lists, int files, String hash) {

    private static final String NONE =
            "In %s steht keine Regel, die sich laden lässt. Nennen Sie mit --rules einen Ordner mit Sigma-Regeln"
                    + " (.yml).";

    /**
     * Reads all {@code .yml} and {@code .yaml} files below the folders; a file may be named as well. Says what is wrong
     * with them.
     */
    static Rules load(List<String> folders, Lists lists, Pipeline pipeline, PrintStream err) {
        var sources = new ArrayList<Source>();
        var lines = new ArrayList<String>();
        for (var folder : folders) {
            read(Path.of(folder), sources, lines);
        }
        lines.sort((a, b) -> a.substring(66).compareTo(b.substring(66)));
        var set = RuleSet.read(sources);
        var rules = new Rules(
                set, detector(set, lists, pipeline), lists, sources.size(), Sha256.of(String.join("", lines)));
        rules.explain(err);
        if (set.rules().isEmpty()) {
            throw new Refused(Exit.NO_RULES, NONE.formatted(String.join(", ", folders)));
        }
        return rules;
    }

    private static Detector detector(RuleSet set, Lists lists, Pipeline pipeline) {
        try {
            return Detector.of(set.detections(), pipeline).with(lists.placeholders());
        } catch (IllegalArgumentException tooMany) {
            throw new Refused(
                    Exit.USAGE, "Mit diesen Listen entstehen in einer Regel mehr als 100.000 Werte; kürzen Sie sie.");
        }
    }

    private static void read(Path argument, List<Source> sources, List<String> lines) {
        var root = argument.toAbsolutePath().normalize();
        var parent = root.getParent();
        var folder = Files.isDirectory(root) || parent == null ? root : parent;
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                    if (attributes.isRegularFile() && (name.endsWith(".yml") || name.endsWith(".yaml"))) {
                        var source = Source.of(folder, file);
                        sources.add(source);
                        lines.add(Sha256.of(file) + "  " + source.name() + "\n");
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new Refused(
                    Exit.NO_INPUT,
                    "Die Regeln in " + argument + " lassen sich nicht lesen: " + unreadable.getMessage());
        }
    }

    /** How many can match. */
    int inUse() {
        return set.rules().size() - waiting();
    }

    /** How many wait for lists. */
    int waiting() {
        return detector.waiting().size();
    }

    /** How many could not be loaded. */
    int refused() {
        return (int) set.problems().stream()
                .filter(problem -> problem.weight() == Problem.Weight.REFUSED)
                .count();
    }

    /** The rules that correlations count. */
    Set<Head> counted() {
        var names = new HashSet<String>();
        set.correlations().forEach(correlation -> names.addAll(correlation.rules()));
        var counted = new HashSet<Head>();
        for (var rule : set.detections()) {
            if (names.contains(rule.head().id()) || names.contains(rule.head().name())) {
                counted.add(rule.head());
            }
        }
        return counted;
    }

    /** Whether each rule reports its matches by itself. */
    Map<Head, Boolean> reporting() {
        var reporting = new HashMap<Head, Boolean>();
        boolean all = set.correlations().isEmpty();
        set.detections().forEach(rule -> reporting.put(rule.head(), all || set.reportsAlone(rule)));
        return reporting;
    }

    /** Names every rule that is not used, with its line and the reason, and how many there are. */
    private void explain(PrintStream out) {
        for (var problem : set.problems()) {
            boolean isRefused = problem.weight() == Problem.Weight.REFUSED;
            out.println(Plain.text((isRefused ? "Regel nicht geladen: " : "Hinweis zur Regel: ") + problem));
        }
        detector.waiting()
                .forEach((rule, lists) -> out.println(Plain.text("Regel wartet auf Listen: "
                        + rule.head().file() + ":" + rule.head().line() + ": "
                        + rule.head().title() + ": "
                        + String.join(", ", lists))));
        var used = set.detections().stream()
                .flatMap(rule -> rule.placeholders().stream())
                .collect(Collectors.toSet());
        for (var name : lists.values().keySet()) {
            if (!used.contains(name)) {
                out.println(Plain.text("Hinweis: Keine Regel verwendet die Liste " + name + "."));
            }
        }
        var open = new TreeMap<String, Integer>();
        detector.waiting().values().forEach(names -> names.forEach(name -> open.merge(name, 1, Integer::sum)));
        if (!open.isEmpty()) {
            out.println(Plain.text("Fehlende Listen: "
                    + open.entrySet().stream()
                            .map(list -> list.getKey() + " (" + list.getValue() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Geben Sie sie an, zum Beispiel: --list " + open.firstKey() + "=liste.txt."));
        }
        out.println(Plain.line(
                "Regeln: %,d aus %,d Dateien geladen, %,d nicht geladen, %,d warten auf Listen.",
                set.rules().size(), files, refused(), waiting()));
    }
}
