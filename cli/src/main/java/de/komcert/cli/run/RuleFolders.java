package de.komcert.cli.run;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Rules;
import de.komcert.logs.UnreadableRules;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;

/** The rules below the folders after {@code --rules}, and what is to be said of them. */
public record RuleFolders(Rules rules, PrintStream out) {

    private static final String NONE =
            "In %s steht keine Regel, die sich laden lässt. Nennen Sie mit --rules einen Ordner mit Sigma-Regeln"
                    + " (.yml).";

    /** Loads the rules and says what is wrong with them. */
    public static Rules load(List<String> folders, ListFiles lists, Pipeline pipeline, PrintStream err) {
        var rules = filled(read(folders, pipeline), lists);
        new RuleFolders(rules, err).explain();
        return someOf(rules, folders);
    }

    /** Loads the rules for a command that wants but few of them and says nothing of the others. */
    public static Rules load(List<String> folders, ListFiles lists, Pipeline pipeline) {
        return someOf(filled(read(folders, pipeline), lists), folders);
    }

    /** The folders that are named, else that of the rules that came with the program; the scripts that start it say where. */
    public static List<String> named(Arguments arguments) {
        var named = arguments.all("--rules");
        var own = System.getProperty("komcert.rules");
        if (named.isEmpty() && own == null) {
            throw new Refused(
                    Exit.USAGE, "Es fehlen die Regeln: nennen Sie ihren Ordner, zum Beispiel: --rules sigma/rules.");
        }
        return named.isEmpty() ? List.of(own) : named;
    }

    private static Rules someOf(Rules rules, List<String> folders) {
        if (rules.set().rules().isEmpty()) {
            throw new Refused(Exit.NO_RULES, Plain.line(NONE, String.join(", ", folders)));
        }
        return rules;
    }

    private static Rules read(List<String> folders, Pipeline pipeline) {
        try {
            return Rules.read(folders.stream().map(Path::of).toList(), pipeline);
        } catch (UnreadableRules unreadable) {
            throw new Refused(
                    Exit.NO_INPUT,
                    "Die Regeln in " + unreadable.folder() + " lassen sich nicht lesen: " + unreadable.getMessage());
        } catch (InvalidPathException noPath) {
            throw new Refused(Exit.NO_INPUT, "Einen Ordner dieses Namens kann es nicht geben: " + noPath.getInput());
        }
    }

    private static Rules filled(Rules rules, ListFiles lists) {
        try {
            return rules.with(lists.all(), lists.own());
        } catch (IllegalArgumentException tooMany) {
            throw new Refused(
                    Exit.USAGE, "Mit diesen Listen entstehen in einer Regel mehr als 100.000 Werte; kürzen Sie sie.");
        }
    }

    /** Names every rule that is not used, with its line and the reason, and how many there are. */
    private void explain() {
        for (var problem : rules.set().problems()) {
            boolean isRefused = problem.weight() == Problem.Weight.REFUSED;
            out.println(Plain.text((isRefused ? "Regel nicht geladen: " : "Hinweis zur Regel: ") + problem));
        }
        var waits = rules.waits();
        for (var waiting : waits) {
            var rule = waiting.rule().head();
            out.println(Plain.text("Regel wartet auf Listen: " + rule.file() + ":" + rule.line() + ": " + rule.title()
                    + ": " + German.lacking(waiting)));
        }
        var used = rules.set().detections().stream()
                .flatMap(rule -> rule.placeholders().stream())
                .collect(Collectors.toSet());
        rules.allLists().stream()
                .map(Rules.NamedList::name)
                .distinct()
                .filter(name -> !used.contains(name))
                .forEach(name -> out.println(Plain.text("Hinweis: Keine Regel verwendet die Liste " + name + ".")));
        var open = new TreeMap<String, Integer>();
        waits.forEach(waiting -> waiting.all().forEach(name -> open.merge(name, 1, Integer::sum)));
        if (!open.isEmpty()) {
            out.println(Plain.text("Fehlende Listen: "
                    + open.entrySet().stream()
                            .map(list -> list.getKey() + " (" + list.getValue() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Geben Sie sie an, zum Beispiel: --list " + open.firstKey() + "=liste.txt."));
        }
        out.println(Plain.line(
                "Regeln: %,d aus %,d Dateien geladen, %,d nicht geladen, %,d warten auf Listen.",
                rules.set().rules().size(), rules.files(), rules.refused(), rules.waiting()));
    }
}
