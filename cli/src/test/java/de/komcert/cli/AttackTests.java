package de.komcert.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import de.komcert.cli.scan.Tactics;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What our rules say of MITRE ATT&amp;CK is in ATT&amp;CK, and Germans read it in German. */
class AttackTests {

    private static final String TAG = "attack.";

    private final RulePack pack;
    private final Attack attack;

    AttackTests() throws IOException {
        pack = RulePack.read();
        attack = Attack.read(pack.folder());
    }

    private static List<String> named(Map<String, Object> document) {
        return document.get("tags") instanceof List<?> tags
                ? tags.stream()
                        .map(Object::toString)
                        .filter(tag -> tag.startsWith(TAG))
                        .map(tag -> tag.substring(TAG.length()))
                        .toList()
                : List.of();
    }

    private Stream<List<String>> tagged(RulePack.RuleFile file) {
        return file.documents().stream().map(AttackTests::named).filter(tags -> !tags.isEmpty());
    }

    @Test
    void theListHasTheFifteenTacticsAndEveryTechniqueServesOneOfThem() {
        assertThat(attack.tactics()).hasSize(15);
        assertThat(attack.techniques()).isNotEmpty().allSatisfy((id, technique) -> {
            assertThat(id).matches("t\\d{4}(\\.\\d{3})?");
            assertThat(technique.name()).isNotBlank();
            assertThat(attack.tactics().keySet()).containsAll(technique.tactics());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyTacticOfARuleHasATechniqueAndEveryTechniqueItsTactic() {
        return pack.files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.name(),
                        () -> assertThat(tagged(file)).isNotEmpty().allSatisfy(tags -> {
                            var tactics = tags.stream()
                                    .filter(attack.tactics()::containsKey)
                                    .toList();
                            var techniques = tags.stream()
                                    .filter(tag -> !tactics.contains(tag))
                                    .toList();

                            assertThat(attack.techniques().keySet()).containsAll(techniques);
                            var served = new HashSet<String>();
                            for (var technique : techniques) {
                                var its = attack.techniques().get(technique).tactics();
                                assertThat(tactics).as(technique).containsAnyElementsOf(its);
                                served.addAll(its);
                            }
                            assertThat(served).containsAll(tactics);
                        })));
    }

    @Test
    void theListHoldsNothingThatNoRuleNames() {
        var named = new HashSet<String>();
        pack.files().stream().flatMap(this::tagged).forEach(named::addAll);

        assertThat(named).containsAll(attack.techniques().keySet());
    }

    @Test
    void everyTacticHasAGermanNameOfItsOwn() {
        var german = attack.tactics().keySet().stream()
                .map(tactic -> Tactics.of(List.of(TAG + tactic)))
                .toList();

        assertThat(german).doesNotHaveDuplicates();
        attack.tactics()
                .forEach((tactic, name) -> assertThat(Tactics.of(List.of(TAG + tactic)))
                        .isNotEqualTo(tactic)
                        .isNotEqualTo(name));
    }

    /** Of older versions, and of the matrix for plants, as rules from elsewhere name them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "defense-evasion",
                "defense_evasion",
                "evasion",
                "inhibit-response-function",
                "impair-process-control"
            })
    void soHaveTacticsThatOurRulesDoNotName(String tactic) {
        assertThat(Tactics.of(List.of(TAG + tactic))).isNotEqualTo(tactic.replace('_', '-'));
    }
}
