package de.komcert.sigma;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** SigmaHQ's rules, all of them. */
class SigmaHqTests {

    @Test
    void everyRuleIsRead() {
        var rules = RuleSet.read(SharedData.ruleSources());
        rules.problems().forEach(System.out::println);
        assertThat(rules.problems()).noneMatch(problem -> problem.weight() == Problem.Weight.REFUSED);
        assertThat(rules.rules()).hasSize(3_779);
    }
}
