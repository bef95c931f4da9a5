package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What our rules may name of MITRE ATT&amp;CK, from the list that stands beside them.
 *
 * @param tactics their names, by what a tag calls them
 * @param techniques by id in small letters
 */
record Attack(Map<String, String> tactics, Map<String, Technique> techniques) {

    /** @param tactics that it serves */
    record Technique(String name, List<String> tactics) {}

    static Attack read(Path rules) throws IOException {
        var tactics = new LinkedHashMap<String, String>();
        var techniques = new LinkedHashMap<String, Technique>();
        for (var line : Files.readAllLines(rules.resolve("attack.txt"))) {
            var columns = line.split("\t");
            switch (columns[0]) {
                case "tactic" -> tactics.put(columns[1], columns[2]);
                case "technique" ->
                    techniques.put(columns[1], new Technique(columns[2], List.of(columns[3].split(", "))));
                default -> {
                    if (!line.startsWith("#")) {
                        throw new AssertionError(line);
                    }
                }
            }
        }
        return new Attack(tactics, techniques);
    }
}
