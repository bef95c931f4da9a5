package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an examiner works with: a folder of rules, one of logs, and the field tool over both.
 *
 * @param rules the folder behind {@code --rules}
 * @param logs what is read
 */
record Examination(Path rules, Path logs) {

    static Examination in(Path folder) throws IOException {
        return new Examination(
                Files.createDirectories(folder.resolve("rules")), Files.createDirectories(folder.resolve("logs")));
    }

    /** Puts a file among the rules, or in the place of one that is there. */
    Path rule(String file, String text) throws IOException {
        return Files.writeString(rules.resolve(file), text);
    }

    /**
     * A rule named befehl, for processes that have a word in their command line, and a correlation for many of them.
     *
     * @param many title of the correlation, and in small letters its id
     * @param count how many in an hour on one computer are many
     */
    static String commands(String word, String many, int count) {
        return """
                title: Befehl
                name: befehl
                id: befehl
                level: high
                logsource: {product: windows, category: process_creation}
                detection: {sel: {CommandLine|contains: %s}, condition: sel}
                ---
                title: %s
                id: %s
                level: critical
                correlation: {type: event_count, rules: [befehl], group-by: [Computer], timespan: 1h, condition: {gte: %d}}
                generate: true
                """.formatted(word, many, many.toLowerCase(Locale.ROOT), count);
    }

    /** Runs a command over the logs, with the rules. */
    Called run(String command, Object... more) {
        return Called.komcert(words(command, more).toArray());
    }

    /** The words of such a call. */
    List<String> words(String command, Object... more) {
        var words = new ArrayList<>(List.of(command.split(" ")));
        if (!command.startsWith("evtx")) {
            words.addAll(List.of("--rules", rules.toString()));
        }
        for (var word : more) {
            words.add(word.toString());
        }
        words.add(logs.toString());
        return words;
    }
}
