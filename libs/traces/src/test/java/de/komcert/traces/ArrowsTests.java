package de.komcert.traces;

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

/** The arrows between the packages of docs/structure.md. */
class ArrowsTests {

    private static final Pattern NAMED =
            Pattern.compile("de/komcert/(?:traces/(?<inner>[a-z]+)|(?<outer>traces))/[A-Z]");

    @Test
    void aReaderKnowsWhatAllTracesHaveInCommonAndNoOtherReader() throws IOException, URISyntaxException {
        assertThat(arrows())
                .as("whoever adds a format or a device has one package to read, and breaks no other")
                .containsExactly(
                        "census -> traces",
                        "cloud -> text",
                        "cloud -> traces",
                        "device -> text",
                        "device -> traces",
                        "json -> text",
                        "json -> traces",
                        "linux -> device",
                        "linux -> text",
                        "linux -> traces",
                        "text -> traces",
                        "web -> text",
                        "web -> traces",
                        "windows -> text",
                        "windows -> traces");
    }

    /** Whatever types stand in the compiled classes of a package, also in signatures alone. */
    private static Set<String> arrows() throws IOException, URISyntaxException {
        var arrows = new TreeSet<String>();
        var root = Path.of(
                Entry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                var from = file.getParent().getFileName().toString();
                for (var constant : ClassFile.of().parse(file).constantPool()) {
                    var named = NAMED.matcher(constant instanceof Utf8Entry text ? text.stringValue() : "");
                    while (named.find()) {
                        var to = named.group("inner") == null ? named.group("outer") : named.group("inner");
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
