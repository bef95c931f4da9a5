package de.komcert.logs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Head;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;

/**
 * The rules of a run.
 *
 * @param detector holds events against them
 * @param lists what fills the rules that need lists
 * @param files how many rule files there are
 * @param hash SHA-256 over one line for each file, its SHA-256, two blanks and its name, sorted by name, as sha256sum
 *     prints them
 */
public record Rules(RuleSet set, Detector detector, Lists lists, int files, String hash) {

    /** Where the hash ends in a line, and the name begins. */
    private static final int NAME = 66;

    /**
     * Reads all {@code .yml} and {@code .yaml} files below the folders; a file may be named as well. What is wrong with
     * them is in {@link RuleSet#problems}, and which rules wait for lists in {@link Detector#waiting}.
     */
    public static Rules read(List<Path> folders, Pipeline pipeline) throws UnreadableRules {
        var sources = new ArrayList<Source>();
        var lines = new ArrayList<String>();
        for (var folder : folders) {
            try {
                read(folder, sources, lines);
            } catch (IOException unreadable) {
                throw new UnreadableRules(folder, unreadable);
            }
        }
        lines.sort(Comparator.comparing(line -> line.substring(NAME)));
        var set = RuleSet.read(sources);
        return new Rules(
                set,
                Detector.of(set.detections(), pipeline),
                Lists.NONE,
                sources.size(),
                Sha256.of(String.join("", lines)));
    }

    private static void read(Path argument, List<Source> sources, List<String> lines) throws IOException {
        var root = argument.toAbsolutePath().normalize();
        var parent = root.getParent();
        var folder = Files.isDirectory(root) || parent == null ? root : parent;
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
    }

    /**
     * The same rules, filled with the lists of an Einrichtung. What needs no list is shared.
     *
     * @throws IllegalArgumentException if a rule would have more than a hundred thousand values
     */
    public Rules with(Lists filled) {
        return new Rules(set, detector.with(filled.placeholders()), filled, files, hash);
    }

    /** How many can match. */
    public int inUse() {
        return set.rules().size() - waiting();
    }

    /** How many wait for lists. */
    public int waiting() {
        return detector.waiting().size();
    }

    /** How many could not be loaded. */
    public int refused() {
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
}
