package de.komcert.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Page;

/** The accessibility checker axe-core, put into a page after it has loaded. */
final class Axe {

    private static final Path SCRIPT = Path.of("node_modules", "axe-core", "axe.min.js");

    private static final String FINDINGS = """
            () => axe.run().then(result => result.violations.flatMap(rule =>
                rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.target.join(' ')}`)))
            """;

    private Axe() {}

    /** What axe finds on a page, one sentence each. */
    @SuppressWarnings("unchecked")
    static List<String> findings(Page page) {
        try {
            page.evaluate(Files.readString(SCRIPT));
            return (List<String>) page.evaluate(FINDINGS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
