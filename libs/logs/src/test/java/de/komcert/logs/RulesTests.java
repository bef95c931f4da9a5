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

    private static Lists lists(String name, String... values) {
        return new Lists(new TreeMap<>(Map.of(name, Set.of(values))));
    }

    @Test
    void eachEinrichtungHasItsListsAndWhoeverHasNoneThoseForAll() throws IOException {
        var rules = read(folder)
                .with(
                        lists("DomainControllers", "dc-1"),
                        new TreeMap<>(Map.of(
                                "Grauwerden", lists("Administrators", "adm"),
                                "Drosselrath", lists("DomainControllers", "dc-2"),
                                "Kranichfurt", lists("DomainControllers", "dc-1"))));

        assertThat(rules.own()).containsOnlyKeys("Drosselrath", "Grauwerden");
        assertThat(rules.detector("")).isSameAs(rules.detector());
        assertThat(rules.detector("Kranichfurt")).isSameAs(rules.detector());
        assertThat(rules.detector("Drosselrath")).isNotSameAs(rules.detector());
        assertThat(rules.waits()).singleElement().satisfies(waiting -> {
            assertThat(waiting.rule().head().id()).isEqualTo("dc");
            assertThat(waiting.lists()).isEmpty();
            assertThat(waiting.own().get("Grauwerden")).containsExactly("DomainControllers");
            assertThat(waiting.own().get("Drosselrath")).isEmpty();
            assertThat(waiting.isSameEverywhere()).isFalse();
        });
        assertThat(rules.waiting()).as("it can match somewhere").isZero();
        assertThat(rules.anywhere().waiting()).isEmpty();
        assertThat(rules.allLists())
                .extracting(list -> list.einrichtung() + ":" + list.name())
                .containsExactly(":DomainControllers", "Drosselrath:DomainControllers", "Grauwerden:Administrators");
    }

    @Test
    void theHashOfTheListsTellsWhoseTheyAre() throws IOException {
        var rules = read(folder);
        var north = lists("DomainControllers", "dc-1");
        var south = lists("DomainControllers", "dc-2");

        var told = rules.with(Lists.NONE, new TreeMap<>(Map.of("Nord", north, "Süd", south)));

        assertThat(told.listsHash())
                .isEqualTo(Sha256.of("  \n" + north.hash() + "  Nord\n" + south.hash() + "  Süd\n"))
                .isNotEqualTo(rules.with(Lists.NONE, new TreeMap<>(Map.of("Nord", south, "Süd", north)))
                        .listsHash());
        assertThat(rules.with(north, new TreeMap<>(Map.of("Nord", north))).listsHash())
                .as("the same for all")
                .isEqualTo(north.hash());
        assertThat(rules.listsHash()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> read(folder, missing))
                .isInstanceOfSatisfying(
                        UnreadableRules.class, e -> assertThat(e.folder()).isEqualTo(missing));
    }
}
