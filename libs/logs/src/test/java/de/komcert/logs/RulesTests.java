package de.komcert.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import de.komcert.sigma.Pipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RulesTests {

    private static final String WAITING = """
            title: Am Domänencontroller
            id: dc
            logsource: {product: windows, service: security}
            detection: {sel: {Computer|expand: '%DomainControllers%'}, condition: sel}
            """;
    private static final String PLAIN = """
            title: Fehlversuch
            id: failed
            logsource: {product: windows, service: security}
            detection: {sel: {EventID: 4625}, condition: sel}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRules() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/a.yml"), PLAIN);
        Files.writeString(folder.resolve("b.yaml"), WAITING);
        Files.writeString(folder.resolve("c.YML"), "title: Ohne alles\n");
        Files.writeString(folder.resolve("notes.txt"), PLAIN);
    }

    private static Rules read(Path... folders) throws IOException {
        return Rules.read(List.of(folders), Pipeline.standard());
    }

    @Test
    void allRuleFilesBelowAFolderAreReadAndWhatIsWrongIsSaid() throws IOException {
        var rules = read(folder);

        assertThat(rules.files()).isEqualTo(3);
        assertThat(rules.set().rules()).extracting(rule -> rule.head().id()).containsExactly("dc", "failed");
        assertThat(rules.refused()).isEqualTo(1);
        assertThat(rules.set().problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString()).startsWith("c.YML:"));
        assertThat(rules.waiting()).isEqualTo(1);
        assertThat(rules.inUse()).isEqualTo(1);
    }

    @Test
    void theHashIsThatOfTheSumsOfAllFilesByName() throws IOException {
        var sums = new StringBuilder();
        for (var name : List.of("b.yaml", "c.YML", "sub/a.yml")) {
            sums.append(Sha256.of(folder.resolve(name)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }

        assertThat(read(folder).hash()).isEqualTo(Sha256.of(sums.toString()));
        Files.writeString(folder.resolve("sub/a.yml"), PLAIN + "# one line more\n");
        assertThat(read(folder).hash()).isNotEqualTo(Sha256.of(sums.toString()));
    }

    @Test
    void aFileMayBeNamedByItself() throws IOException {
        assertThat(read(folder.resolve("sub/a.yml"), folder.resolve("b.yaml")).files())
                .isEqualTo(2);
    }

    @Test
    void listsFillTheRulesThatWaitForThem() throws IOException {
        var rules = read(folder);
        var lists = new Lists(
                new TreeMap<>(Map.of("DomainControllers", Lists.lines("\ufeff# Standort A\n\ndc-1\n dc-2 \n"))));

        var filled = rules.with(lists);

        assertThat(lists.values()).containsEntry("DomainControllers", Set.of("dc-1", "dc-2"));
        assertThat(filled.waiting()).isZero();
        assertThat(filled.lists()).isEqualTo(lists);
        assertThat(filled.hash()).isEqualTo(rules.hash());
        assertThat(rules.waiting()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> read(folder, missing))
                .isInstanceOfSatisfying(
                        UnreadableRules.class, e -> assertThat(e.folder()).isEqualTo(missing));
    }
}
