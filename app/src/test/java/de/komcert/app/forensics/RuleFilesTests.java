package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.logs.Rules;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of rules: read anew for each analysis, and whatever is wrong in them is said where an analyst looks. */
class RuleFilesTests extends AnalysisCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());

    private static final String LOG = """
            2026-11-20T10:00:00+01:00 srv-web01 sshd[12]: Failed password for m.kessler from 10.20.9.9 port 50200 ssh2
            2026-11-20T10:01:00+01:00 srv-web01 sshd[12]: Accepted password for m.kessler from 10.20.9.9 port 50999 ssh2
            """;

    private static final String GOOD = """
            title: Falsches Kennwort
            id: failed
            level: low
            logsource: {product: linux, service: sshd}
            detection: {sel: ['Failed password'], condition: sel}
            """;

    private static final String BROKEN = """
            title: Verschriebene Regel
            id: broken
            level: low
            logsource: {product: linux, service: sshd}
            detection:
                sel:
                    message|beginswith: 'Failed password'
                condition: sel
            """;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) {
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    @BeforeEach
    void emptyTheFolder() throws IOException {
        FileSystemUtils.deleteRecursively(RULES);
        Files.createDirectories(RULES);
    }

    private static void write(String file, String rules) throws IOException {
        Files.createDirectories(RULES.resolve(file).getParent());
        Files.writeString(RULES.resolve(file), rules);
    }

    private Analysis analysed() throws InterruptedException {
        return ended(request("auth.log", LOG));
    }

    private String base() {
        return "/vorfaelle/" + incident.id() + "/auswertung";
    }

    @Test
    void everyRuleThatDoesNotLoadIsListedWithFileLineTitleAndReason() throws Exception {
        write("good.yml", GOOD);
        write("linux/broken.yml", BROKEN);
        write("waiting.yml", """
                title: Verwalter an fremdem Platz
                id: admin
                level: high
                logsource: {product: linux, service: sshd}
                detection: {sel: {user|expand: '%Administrators%'}, condition: sel}
                """);
        write("filter.yml", """
                title: Ausnahme
                id: filter
                logsource: {product: linux, service: sshd}
                filter: {rules: [no-such-rule], sel: {user: backup}, condition: not sel}
                """);
        var problems = Rules.read(List.of(RULES), Pipeline.standard()).set().problems();
        assertThat(problems).extracting(Problem::weight).containsExactly(Problem.Weight.NOTED, Problem.Weight.REFUSED);
        var noted = problems.getFirst().toString();
        var refused = problems.getLast().toString();
        assertThat(refused).startsWith("linux/broken.yml:7: Verschriebene Regel: ");

        var analysis = analysed();

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        assertThat(analysis.rules())
                .returns(1, Analysis.RulesUsed::count)
                .returns(1, Analysis.RulesUsed::waiting)
                .returns(1, Analysis.RulesUsed::refused)
                .returns(1, Analysis.RulesUsed::noted);
        try (var browser = members.signIn(member)) {
            for (var page : List.of(base(), base() + "/sicht")) {
                var listed = browser.get(page).page().select("details:contains(Eine Regel nicht geladen) li");
                assertThat(listed.eachText()).as(page).containsExactly(refused, "Hinweis: " + noted);
            }
            assertThat(browser.get(base() + "/sicht")
                            .page()
                            .select("details dt:contains(Wartet auf Listen) + dd")
                            .text())
                    .isEqualTo("Verwalter an fremdem Platz");
            assertThat(browser.get(base() + "/sicht").page().text()).contains("Wartet auf Listen: Administrators");
            assertThat(browser.get(base() + "/sicht?sprache=en").page().text())
                    .contains("One rule not loaded, one note on a rule", refused, "Note: " + noted);
        }
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var told = program.get("/vorfaelle/" + incident.id() + "/auswertungen/" + analysis.id() + "/regelfehler")
                .json();
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.get(0).get("file").asString()).isEqualTo("linux/broken.yml");
        assertThat(told.get(0).get("line").asInt()).isEqualTo(7);
        assertThat(told.get(0).get("title").asString()).isEqualTo("Verschriebene Regel");
        assertThat(told.get(0).get("reason").asString())
                .isEqualTo(problems.getLast().reason());
        assertThat(told.get(0).get("refused").asBoolean()).isTrue();
        assertThat(told.get(1).get("file").asString()).isEqualTo("filter.yml");
        assertThat(told.get(1).get("refused").asBoolean()).isFalse();
    }

    @Test
    void aRuleThatIsTooCostlyIsToldOnceWithHowManyRecordsItLeavesOpen() throws Exception {
        write("good.yml", GOOD);
        write(
                "dear.yml",
                """
                title: Teure Regel
                id: dear
                level: low
                logsource: {product: linux, service: sshd}
                detection:
                    condition: sel
                    sel:
                        '|re':
                """
                        + IntStream.range(0, 1_000)
                                .mapToObj(i -> "            - '(a|b)+[0-9]{3}q" + i + "'\n")
                                .collect(Collectors.joining()));
        var large = LOG.replace("m.kessler", "m.kessler" + "ab".repeat(15_000));

        var analysis = ended(request("auth.log", LOG + large));

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        assertThat(titles(analysis)).containsExactly("Falsches Kennwort", "Falsches Kennwort");
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(base()).page().select("article").text())
                    .containsOnlyOnce(
                            "Eine Regel war für manche Datensätze zu aufwendig und blieb dort unentschieden, zuerst"
                                    + " in dieser Datei: Teure Regel (dear), 2 ×.");
        }
    }

    @Test
    void whereNoRuleLoadsTheAnalysisFailsAndSaysWhatIsWrongWithThem() throws Exception {
        write("broken.yml", BROKEN);

        var analysis = analysed();

        assertThat(analysis)
                .returns(Analysis.State.FAILED, Analysis::state)
                .returns("analysis.noRuleLoads", Analysis::reason);
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(base()).page().select("article").text())
                    .contains("Keine einzige Regel ließ sich laden", "broken.yml:7: Verschriebene Regel: ");
        }
    }

    @Test
    void ofManyBrokenRulesTheFirstAreListedAndAllAreCounted() throws Exception {
        write("good.yml", GOOD);
        for (int i = 0; i < 250; i++) {
            write("broken-%03d.yml".formatted(i), BROKEN.replace("id: broken", "id: broken-" + i));
        }

        assertThat(analysed().rules().refused()).isEqualTo(250);
        try (var browser = members.signIn(member)) {
            var sight = browser.get(base() + "/sicht").page().select("details:contains(250 Regeln nicht geladen)");
            assertThat(sight.select("li")).hasSize(200);
            assertThat(sight.text()).contains("broken-199.yml:7: ", "Gezeigt sind 200 von 250.");
            assertThat(browser.get(base())
                            .page()
                            .select("details:contains(250 Regeln nicht geladen)")
                            .text())
                    .contains("broken-049.yml:7: ", "Gezeigt sind 50 von 250.");
        }
    }

    @Test
    void aRuleThatIsChangedMeanwhileHoldsForTheNextAnalysis() throws Exception {
        write("rules.yml", GOOD);
        var first = analysed();
        write("rules.yml", GOOD.replace("Failed password", "Accepted password").replace("Falsches", "Richtiges"));

        var second = ended(again(first));

        assertThat(titles(first)).containsExactly("Falsches Kennwort");
        assertThat(titles(second)).containsExactly("Richtiges Kennwort");
        assertThat(second.rules().hash())
                .isNotEqualTo(first.rules().hash())
                .hasSameSizeAs(first.rules().hash());
        write("rules.yml", GOOD);
        assertThat(ended(again(first)).rules().hash()).isEqualTo(first.rules().hash());
    }

    private List<String> titles(Analysis analysis) {
        return owner.sql("select title from forensics.finding where analysis_id = ? order by number")
                .param(analysis.id())
                .query(String.class)
                .list();
    }
}
