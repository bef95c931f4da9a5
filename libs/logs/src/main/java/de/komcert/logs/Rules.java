package de.komcert.logs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Head;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;
import de.komcert.sigma.Rule;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Source;

/**
 * The rules of a run.
 *
 * @param detector holds events against them that come from files of no Einrichtung, or of one without lists of its own
 * @param lists what fills the rules that need lists, for these files
 * @param own by name the Einrichtungen that have lists of their own, which alone count for their files
 * @param anywhere filled with every list that anybody has, for the question what can match at all
 * @param files how many rule files there are
 * @param hash SHA-256 over one line for each file, its SHA-256, two blanks and its name, sorted by name, as sha256sum
 *     prints them
 */
public record Rules(
        RuleSet set,
        Detector detector,
        Lists lists,
        SortedMap<String, Filled> own,
        Detector anywhere,
        int files,
        String hash) {

    /** The rules as they are for the files of one Einrichtung. */
    public record Filled(Lists lists, Detector detector) {}

    /**
     * A list that fills rules.
     *
     * @param einrichtung for whose files; empty for all that have no lists of their own
     */
    public record NamedList(String einrichtung, String name, Set<String> values) {}

    /** Where the hash ends in a line, and the name begins. */
    private static final int NAME = 66;

    /**
     * Reads all {@code .yml} and {@code .yaml} files below the folders; a file may be named as well. What is wrong with
     * them is in {@link RuleSet#problems}, and which rules wait for lists in {@link #waits}.
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
        var detector = Detector.of(set.detections(), pipeline);
        return new Rules(
                set,
                detector,
                Lists.NONE,
                Collections.emptySortedMap(),
                detector,
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
     * The same rules, filled with these lists for all files. What needs no list is shared.
     *
     * @throws IllegalArgumentException if a rule would have more than a hundred thousand values
     */
    public Rules with(Lists filled) {
        return with(filled, Collections.emptySortedMap());
    }

    /**
     * The same rules, filled for each Einrichtung with its own lists, so that nobody's log is judged by the list of
     * another. What needs no list is shared by all of them.
     *
     * @param others for files of no Einrichtung, or of one that has no lists here
     * @param einrichtungen by name all lists that count for the files of one; those that are the same as for others are
     *     not kept apart
     * @throws IllegalArgumentException if a rule would have more than a hundred thousand values
     */
    public Rules with(Lists others, SortedMap<String, Lists> einrichtungen) {
        var detectors = new HashMap<Lists, Detector>();
        Function<Lists, Detector> filling =
                lists -> detectors.computeIfAbsent(lists, one -> detector.with(one.placeholders()));
        var filled = new TreeMap<String, Filled>();
        einrichtungen.forEach((name, lists) -> {
            if (!lists.equals(others)) {
                filled.put(name, new Filled(lists, filling.apply(lists)));
            }
        });
        var everything = new TreeMap<>(others.values());
        einrichtungen.values().forEach(lists -> lists.values().forEach(everything::putIfAbsent));
        return new Rules(
                set,
                filling.apply(others),
                others,
                Collections.unmodifiableSortedMap(filled),
                filling.apply(new Lists(everything)),
                files,
                hash);
    }

    /** Holds the events of an Einrichtung's files against the rules; empty for files of none. */
    public Detector detector(String einrichtung) {
        var filled = own.get(einrichtung);
        return filled == null ? detector : filled.detector();
    }

    /** The rules that wait for lists at least for some files, in their order. */
    public List<WaitingRule> waits() {
        var waits = new ArrayList<WaitingRule>();
        for (var rule : set.detections()) {
            if (!rule.placeholders().isEmpty()) {
                var lacking = new TreeMap<String, SortedSet<String>>();
                own.forEach((name, filled) -> lacking.put(name, lacking(filled.detector(), rule)));
                var waiting = new WaitingRule(rule, lacking(detector, rule), lacking);
                if (!waiting.all().isEmpty()) {
                    waits.add(waiting);
                }
            }
        }
        return waits;
    }

    private static SortedSet<String> lacking(Detector detector, Rule.Detection rule) {
        return detector.waiting().getOrDefault(rule, Collections.emptySortedSet());
    }

    /** All lists, those of single Einrichtungen last. */
    public List<NamedList> allLists() {
        var all = new ArrayList<NamedList>();
        lists.values().forEach((list, values) -> all.add(new NamedList("", list, values)));
        own.forEach((name, filled) ->
                filled.lists().values().forEach((list, values) -> all.add(new NamedList(name, list, values))));
        return all;
    }

    /**
     * SHA-256 over all lists: that of {@link Lists#hash} where they are the same for all files, else that of one line for
     * each Einrichtung, the hash of its lists, two blanks and its name, sorted by name, after one without a name for
     * everything else.
     */
    public String listsHash() {
        if (own.isEmpty()) {
            return lists.hash();
        }
        var lines = new StringBuilder(lists.hash() + "  \n");
        own.forEach((name, filled) ->
                lines.append(filled.lists().hash()).append("  ").append(name).append('\n'));
        return Sha256.of(lines.toString());
    }

    /** How many can match. */
    public int inUse() {
        return set.rules().size() - waiting();
    }

    /** How many wait for lists whatever the file. */
    public int waiting() {
        return (int) waits().stream().filter(WaitingRule::isEverywhere).count();
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
