package de.komcert.sigma;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The arrows between the packages of docs/structure.md, and to the libraries. */
class ArrowsTests {

    private static final Pattern NAMED = Pattern.compile(
            "de/komcert/(?:sigma/(?<inner>[a-z]+)|(?<outer>sigma))/[A-Z]|(?:com/google|org)/(?<library>re2j|snakeyaml)/");

    @Test
    void whatSearchesAndReadsKnowsNothingOfRulesAndEvents() throws IOException, URISyntaxException {
        assertThat(arrows())
                .as("how texts are sought can be read, and made faster, without a look at the detector;"
                        + " a library stands behind one package and can be replaced there")
                .containsExactly(
                        "correlation -> sigma",
                        "correlation -> value",
                        "regex -> re2j",
                        "regex -> value",
                        "search -> value",
                        "settings -> sigma",
                        "settings -> value",
                        "settings -> yaml",
                        "sigma -> regex",
                        "sigma -> search",
                        "sigma -> value",
                        "sigma -> yaml",
                        "yaml -> snakeyaml");
    }

    /** Whatever types stand in the compiled classes of a package, also in signatures alone. */
    private static Set<String> arrows() throws IOException, URISyntaxException {
        var arrows = new TreeSet<String>();
        var root = Path.of(Detector.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root.resolve("de"))) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                var from = file.getParent().getFileName().toString();
                for (var constant : ClassFile.of().parse(file).constantPool()) {
                    var named = NAMED.matcher(constant instanceof Utf8Entry text ? text.stringValue() : "");
                    while (named.find()) {
                        var to = named.group("inner") != null
                                ? named.group("inner")
                                : named.group("outer") != null ? named.group("outer") : named.group("library");
                        if (!to.equals(from)) {
                            arrows.add(from + " -> " + to);
                        }
                    }
                }
            }
        }
        return arrows;
    }
}
