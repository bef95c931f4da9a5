package de.komcert.app.proof;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of a compartment leaves it. Three of them are filled over the pages with a word that stands nowhere else; then
 * everybody who is no member walks every address, and looks for the word, and for any difference to what is not there.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class OutsidersTests extends ProofCase {

    private static final int COMPARTMENTS = 3;

    private static final String AWAY = "LEITUNG who was away";
    private static final String EXCLUDED = "LEITUNG excluded by name";

    /** Who is no member. A Leitung is let into each new compartment, unless her account is locked at that moment. */
    private static final Map<String, Role> OUTSIDE = new TreeMap<>(Map.of(
            "ANALYST",
            Role.ANALYST,
            "FORENSIK",
            Role.FORENSIK,
            "LESEND",
            Role.LESEND,
            "VERWALTUNG",
            Role.VERWALTUNG,
            AWAY,
            Role.LEITUNG,
            EXCLUDED,
            Role.LEITUNG));

    /** Columns of text whose words are the program's own, so that no secret can stand in them. */
    private static final Set<String> WORDS_OF_THE_PROGRAM = Set.of(
            "forensics.analysed_file.einrichtung",
            "forensics.analysed_file.sha256",
            "forensics.analysis.lists", // named at the Einrichtung
            "forensics.analysis.lists_hash",
            "forensics.analysis.program",
            "forensics.analysis.reason",
            "forensics.analysis.rules_hash",
            "forensics.analysis.state",
            "forensics.analysis.zone",
            "forensics.clock_proposal.host",
            "forensics.finding.channel",
            "forensics.finding.entries",
            "forensics.finding.event_id",
            "forensics.finding.host",
            "forensics.finding.provider",
            "forensics.finding.rule",
            "forensics.finding.title",
            "forensics.finding.words", // in small letters
            "forensics.gap.channel",
            "forensics.gap.evidence",
            "forensics.gap.host",
            "forensics.gap.kind",
            "forensics.gap.said",
            "forensics.host_clock.host",
            "forensics.notice.body",
            "forensics.outcome.kind",
            "forensics.outcome.reference",
            "forensics.problem.kind",
            "forensics.problem.message",
            "forensics.rule_result.conditions",
            "forensics.rule_result.description",
            "forensics.rule_result.false_positives",
            "forensics.rule_result.log_source",
            "forensics.rule_result.next_steps",
            "forensics.rule_problem.file",
            "forensics.rule_problem.reason",
            "forensics.rule_problem.title",
            "forensics.rule_result.rule",
            "forensics.rule_result.status",
            "forensics.rule_result.tags",
            "forensics.rule_result.title",
            "forensics.rule_sight.reason",
            "forensics.rule_sight.rule",
            "forensics.rule_sight.title",
            "forensics.rule_sight.words",
            "forensics.setting_proposal.command",
            "forensics.setting_proposal.english",
            "forensics.setting_proposal.kind",
            "forensics.setting_proposal.note",
            "forensics.setting_proposal.place",
            "forensics.setting_proposal.title",
            "forensics.sight.unnamed_hosts",
            "incident.asset.condition",
            "incident.decision.gate",
            "incident.decision.recommendation",
            "incident.draft.field",
            "incident.fact.name",
            "incident.fact.stated_by",
            "incident.handover.head_hash",
            "incident.incident.code_name",
            "incident.incident.outcome",
            "incident.incident.pap",
            "incident.incident.playbook",
            "incident.incident.playbook_text",
            "incident.incident.playbook_version",
            "incident.incident.rsit",
            "incident.incident.severity",
            "incident.incident.state",
            "incident.incident.tlp",
            "incident.indicator.kind",
            "incident.indicator.pap",
            "incident.indicator.tlp",
            "incident.link.kind",
            "incident.own_task.added_by",
            "incident.own_task.danger",
            "incident.own_task.role",
            "incident.own_task.waived_by",
            "incident.report.state",
            "incident.task.state",
            "incident.task.task",
            "incident.task.who",
            "incident.tombstone.code_name",
            "incident.tombstone.kind",
            "vault.key.master");

    @Autowired
    People people;

    @Autowired
    CountedStatements statements;

    String canary;
    Member owner;
    Map<String, Member> outside;
    List<Case> foreign;
    UUID answered;
    List<String> secrets;
    List<Outsider> outsiders;
    Map<String, Asked> before;

    @BeforeAll
    void fill() throws Exception {
        clock.advance(Duration.ofHours(1));
        canary = "Zaunkönig" + UUID.randomUUID().toString().substring(0, 8);
        owner = members.create(Role.ANALYST);
        outside = new TreeMap<>();
        OUTSIDE.forEach((name, role) -> outside.put(name, members.create(role)));
        outsiders = outsiders();
        foreign = new ArrayList<>();
        var relief = members.create(Role.ANALYST);
        try (var browser = members.signIn(owner)) {
            Case.twoEinrichtungen(browser);
            before = general();
            lock(AWAY);
            for (int number = 0; number < COMPARTMENTS; number++) {
                var one = Case.open(browser, rows, canary);
                one.fill(browser, routes, outside.get(EXCLUDED).id(), relief.id());
                foreign.add(one);
            }
            lock(EXCLUDED);
            var call = Map.of("words", canary, "revision", "0", "_csrf", Case.csrf(browser));
            var report = browser.post("/anruf", call).location();
            browser.post(report + "/antwort", Map.of("antwort", canary, "_csrf", call.get("_csrf")));
            secrets = foreign.stream()
                    .flatMap(one -> Stream.of(
                            canary,
                            rows.codeName(one.incident()),
                            one.compartment().toString(),
                            one.incident().toString()))
                    .map(secret -> secret.toLowerCase(Locale.ROOT))
                    .toList();
            answered = rows.compartment("incident.report", UUID.fromString(report.replaceFirst(".*/", "")));
        }
        Acting.run(SignInJob.ACTOR, () -> outside.values().forEach(member -> people.unlock(member.id())));
        leave();
        outsiders = outsiders();
    }

    private void lock(String leitung) {
        Acting.run(SignInJob.ACTOR, () -> people.lock(outside.get(leitung).id()));
    }

    @AfterAll
    void leave() {
        outsiders.forEach(Outsider::close);
    }

    @Test
    void everyTextOfACompartmentHoldsTheWordSoThatLookingForItMeansSomething() {
        var compartments =
                new ArrayList<>(foreign.stream().map(Case::compartment).toList());
        compartments.add(answered);
        var without = new TreeSet<String>();
        for (var column : rows.columns()) {
            if (Set.of("text", "character varying", "json", "jsonb", "ARRAY").contains(column.type())
                    && !rows.holds(column, canary, compartments)) {
                without.add(column.toString());
            }
        }
        without.removeAll(WORDS_OF_THE_PROGRAM);
        assertThat(without)
                .as(
                        "columns of text that no form fills: let Case.fill or OutsidersTests.fill reach them, or add them to"
                                + " WORDS_OF_THE_PROGRAM where nobody can type into them")
                .isEmpty();
        try (var browser = members.signIn(owner)) {
            foreign.getFirst().pages(browser, routes).forEach((path, answer) -> {
                if (!path.matches(".*(/live|/plan|\\.pdf|\\.zip|\\?.*)")) {
                    assertThat(answer.body()).as(path).contains(canary);
                }
            });
            assertThat(browser.get("/vorfaelle?zustand=ALL").body()).contains(canary);
        }
    }

    @Test
    void pagesWithoutAnIdAreTheSameWhetherOrNotThereIsSomethingForeign() throws Exception {
        general().forEach((where, asked) -> assertThat(asked).as(where).isEqualTo(before.get(where)));
        assertThat(before).hasSizeGreaterThan(OUTSIDE.size() * 8);
    }

    @Test
    void whatIsNotYoursAndWhatIsNotThereAreOneAnswer(CapturedOutput output) throws Exception {
        var before = foreign.stream().map(one -> rows.of(one.compartment())).toList();
        int compared = 0;
        for (var outsider : outsiders) {
            for (var route : routes) {
                if (route.variables().stream().noneMatch(route::isId)) {
                    continue;
                }
                var nowhere = UUID.randomUUID();
                var none = ask(outsider, route, at(route, nowhere), nowhere);
                var one = foreign.getFirst();
                for (var id : ids(one)) {
                    same(outsider, route, id, none);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
        assertThat(foreign.stream().map(one -> rows.of(one.compartment())).toList())
                .as("what lies in the compartments")
                .isEqualTo(before);
        silent(output.getAll(), "the log");
    }

    @Test
    void searchingForItFindsAsMuchAsSearchingForAnything() throws Exception {
        var nothing = canary.replace("Zaun", "Quuu"); // as many bytes, so that lengths can be compared
        var outsider = outsiders.getFirst();
        int asked = 0;
        for (var route : routes) {
            if (!route.reads() || route.streams() || !route.variables().isEmpty()) {
                continue;
            }
            for (var parameter : Samples.names(route)) {
                var theirs = get(outsider, route, parameter, canary);
                var none = get(outsider, route, parameter, nothing);
                assertThat(theirs.text().replace(canary, "WORD").replace(encoded(canary), "WORD"))
                        .as(route + "?" + parameter)
                        .isEqualTo(none.text().replace(nothing, "WORD"));
                assertThat(theirs.statements()).as(route + "?" + parameter).isEqualTo(none.statements());
                for (var pattern :
                        List.of("%", "_", foreign.getFirst().incident().toString())) {
                    silent(
                            get(outsider, route, parameter, pattern)
                                    .text()
                                    .replace(foreign.getFirst().incident().toString(), ""),
                            route + "?" + parameter + "=" + pattern);
                }
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(5);
    }

    @Test
    void theLogKeepsSilentAboutWhatMembersReadAndMistype(CapturedOutput output) {
        try (var browser = members.signIn(owner)) {
            for (var route : routes) {
                if (route.pattern().startsWith("/vorfaelle") && route.reads()) {
                    var path = route.pattern()
                            .replaceAll(
                                    "\\{[^}]*}", foreign.getFirst().incident().toString());
                    for (var parameter : Samples.names(route)) {
                        browser.get(path + "?" + parameter + "=" + encoded(canary));
                    }
                }
            }
        }
        assertThat(output.getAll()).doesNotContain(canary);
    }

    /** Somebody who is no member, in a browser and with a token for the same. */
    private record Outsider(String name, Browser browser, String token, String csrf) implements AutoCloseable {

        @Override
        public void close() {
            browser.close();
        }
    }

    private List<Outsider> outsiders() {
        var all = new ArrayList<Outsider>();
        outside.forEach((name, member) -> all.add(outsider(name, member)));
        all.add(new Outsider("nobody", new Browser(members.port()), null, ""));
        return all;
    }

    private Outsider outsider(String name, Member member) {
        var browser = members.signIn(member);
        var token = members.token(member, OUTSIDE.get(name).permissions());
        return new Outsider(name, browser, token, Case.csrf(browser));
    }

    private Map<String, Asked> general() throws Exception {
        var answers = new TreeMap<String, Asked>();
        for (var outsider : outsiders) {
            for (var route : routes) {
                // What tells of one's own sign-in changes with it, and with nothing else.
                if (route.reads()
                        && !route.streams() // RemovalTests
                        && route.variables().isEmpty()
                        && !route.pattern().matches(".*(konto.*|/ich)")) {
                    answers.put(
                            outsider.name() + " " + route, ask(outsider, route, route.pattern(), UUID.randomUUID()));
                }
            }
        }
        return answers;
    }

    private List<UUID> ids(Case one) {
        var ids = new ArrayList<>(List.of(one.compartment()));
        ids.addAll(rows.idOfEachKind(one.compartment()));
        assertThat(ids).hasSizeGreaterThan(6);
        return ids;
    }

    private void same(Outsider outsider, Route route, UUID id, Asked none) throws Exception {
        var theirs = ask(outsider, route, at(route, id), id);
        var where = outsider.name() + " " + route;
        assertThat(theirs.text()).as(where).isEqualTo(none.text());
        assertThat(theirs.statements()).as(where + ": statements").isEqualTo(none.statements());
        assertThat(theirs.status()).as(where).isIn(303, 400, 401, 403, 404, 422, 428);
        silent(theirs.text(), where);
    }

    private Asked ask(Outsider outsider, Route route, String path, UUID id) throws Exception {
        var samples = new Samples("Versuch", UUID.fromString("11111111-2222-3333-4444-555555555555"));
        var form = samples.form(route);
        form.put("_csrf", outsider.csrf());
        var body = Samples.bodyType(route).map(samples::body).orElseGet(LinkedHashMap::new);
        return Asked.of(outsider.browser(), outsider.token(), statements, route, path, form, body, id);
    }

    private Asked get(Outsider outsider, Route route, String parameter, String word) throws Exception {
        var path = route.pattern() + "?" + parameter + "=" + encoded(word)
                + (parameter.equals("suche") ? "&zustand=ALL" : "");
        return ask(outsider, route, path, UUID.randomUUID());
    }

    private static String at(Route route, UUID id) {
        var path = route.pattern();
        for (var variable : route.variables()) {
            path = path.replace("{" + variable + "}", route.isId(variable) ? id.toString() : "A01");
        }
        return path;
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private void silent(String text, String where) {
        var read = text.toLowerCase(Locale.ROOT);
        assertThat(secrets.stream().filter(read::contains)).as(where).isEmpty();
    }
}
