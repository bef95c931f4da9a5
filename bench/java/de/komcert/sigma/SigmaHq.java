package de.komcert.sigma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SigmaHQ's rules, from the folder that the property {@code komcert.sigma} names. */
final class SigmaHq {

    private static final List<String> FOLDERS = List.of(
            "rules", "rules-compliance", "rules-emerging-threats", "rules-placeholder", "rules-threat-hunting");

    private SigmaHq() {}

    static List<Source> sources() throws IOException {
        var data = Path.of(System.getProperty("komcert.sigma"));
        var sources = new ArrayList<Source>();
        for (var folder : FOLDERS) {
            try (var files = Files.walk(data.resolve(folder))) {
                for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                    sources.add(Source.of(data, file));
                }
            }
        }
        return sources;
    }
}
