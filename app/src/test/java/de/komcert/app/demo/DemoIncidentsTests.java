package de.komcert.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.audit.Verification;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.demo.DemoAccounts.Staff;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Holds;
import org.assertj.core.groups.Tuple;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a demonstration finds when it begins: nine incidents, told relative to its beginning, and nothing real in them. */
@WithPostgres
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "komcert.demo=true")
class DemoIncidentsTests {

    private static final String SCHOOL = "Verschlüsselung an der Gesamtschule am Eulenberg";

    /** How long ago the call of the school was taken when the demonstration began. */
    private static final Duration SINCE_SCHOOL = Duration.ofHours(41);

    /** The numbers that the Bundesnetzagentur keeps free for films and stories. */
    private static final Pattern INVENTED = Pattern.compile(
            "0171 39200-\\d\\d|0176 040690-\\d\\d|0221 4710-\\d{3}|030 23125-\\d{3}|069 90009-\\d{3}|089 99998-\\d{3}");

    /** Some of their digits may look like a telephone number. */
    private static final Pattern IDENTIFIER =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}");

    private static final Pattern PHONE = Pattern.compile("(?<![\\d.:-])(?:\\+49|0)\\d{2,4}[ /-]\\d[\\d -]{3,}\\d");
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
    private static final Pattern FOR_EXAMPLES =
            Pattern.compile("192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|10\\..*");
    private static final Pattern NAME =
            Pattern.compile("\\b[\\p{L}\\d-]+\\.(?:de|com|org|net|eu|info)\\b", Pattern.UNICODE_CHARACTER_CLASS);

    @Autowired
    Incidents incidents;

    @Autowired
    Plans plans;

    @Autowired
    Journal journal;

    @Autowired
    Reports reports;

    @Autowired
    IncidentReports incidentReports;

    @Autowired
    Holds holds;

    @Autowired
    Constituency constituency;

    @Value("${komcert.data}")
    Path data;

    @LocalServerPort
    int port;

    LetIn letIn;
    Actor.Person leitung;
    List<Incident> all;

    @BeforeEach
    void seeEverything() {
        letIn = new DemoFile(data.resolve("demo.json")).readOrRefuse();
        var account = letIn.of(Staff.ROTHKAMP);
        leitung = new Actor.Person(account.person(), account.name(), account.role());
        all = Acting.as(leitung, () -> incidents.list(Incidents.Filter.ALL));
    }

    @Test
    void nineIncidentsStandAsTheyWouldAtThisMoment() {
        var begun = begun();
        assertThat(all)
                .extracting(
                        Incident::title,
                        Incident::playbook,
                        Incident::state,
                        Incident::outcome,
                        Incident::exercise,
                        incident -> Duration.between(incident.t0(), begun))
                .containsExactlyInAnyOrder(
                        runs(SCHOOL, "verschluesselung-schule", SINCE_SCHOOL),
                        ended(
                                "Gebührenbetrug über verkettete Telefonanlagen",
                                "telefonbetrug",
                                Incident.Outcome.RESOLVED,
                                23),
                        runs("Hintertür in der Webseite der Gemeinde Lindhövel", "webseite", Duration.ofHours(26)),
                        runs(
                                "Fremdzugriff auf ein Postfach des Jugendamts",
                                "kontouebernahme",
                                Duration.ofMinutes(205)),
                        runs(
                                "Fremde Anmeldung an der Fernwartung des Abwasserwerks",
                                "kontouebernahme",
                                Duration.ofHours(9)),
                        tuple(
                                "Anmeldeversuche am VPN der Vennmark-IT",
                                "kontouebernahme",
                                Incident.State.PARKED,
                                null,
                                false,
                                Duration.ofHours(14)),
                        ended(
                                "Alarm des Virenschutzes in Steinwerden",
                                "verschluesselung-schule",
                                Incident.Outcome.FALSE_ALARM,
                                6),
                        ended(
                                "Gefälschte Rechnung rechtzeitig erkannt (Beinahevorfall)",
                                "kontouebernahme",
                                Incident.Outcome.RESOLVED,
                                11),
                        tuple(
                                "Planspiel Berufskolleg",
                                "verschluesselung-schule",
                                Incident.State.OPEN,
                                null,
                                true,
                                Duration.ofHours(2)));
    }

    @Test
    void whatIsSpecialOfOneIsThere() {
        Acting.run(leitung, () -> {
            var vpn = one("Anmeldeversuche am VPN der Vennmark-IT");
            assertThat(vpn.affected()).hasSize(9);
            assertThat(vpn.nextLook()).isEqualTo(begun().plus(Duration.ofHours(16)));
            assertThat(one("Alarm des Virenschutzes in Steinwerden").allClearOpen())
                    .isEqualTo(2);
            assertThat(holds.of(
                            one("Gebührenbetrug über verkettete Telefonanlagen").compartment()))
                    .hasSize(1);
        });
    }

    @Test
    void nothingHasHappenedBeforeItsCallOrIsStillToCome() {
        var now = Instant.now();
        Acting.run(leitung, () -> {
            for (var incident : all) {
                assertThat(journal.entries(incident.compartment()))
                        .as(incident.title())
                        .hasSizeGreaterThan(2)
                        .allSatisfy(entry -> assertThat(entry.happenedAt()).isBetween(incident.t0(), now));
                assertThat(journal.verify(incident.compartment()))
                        .as(incident.title())
                        .isInstanceOf(Verification.Intact.class);
            }
        });
    }

    @Test
    void noIncidentShowsALegalClock() {
        try (var browser = signIn(0)) {
            var running = all.stream().filter(incident -> !incident.closed()).toList();
            assertThat(running).hasSize(6);
            var overview = browser.get("/").page().select(".k-running").text();
            var list = browser.get("/vorfaelle").page().select("table").text();
            int seen = 0;
            for (var incident : running) {
                var plan = Acting.as(leitung, () -> plans.of(incident));
                var legal = plan.steps().stream()
                        .filter(step -> step.period() != null && step.due() == null)
                        .toList();
                assertThat(legal).as(incident.title()).isNotEmpty();
                assertThat(legal).extracting(plan::due).containsOnlyNulls();
                legal.forEach(step -> {
                    assertThat(overview).doesNotContain(step.title());
                    assertThat(list).doesNotContain(step.title());
                });
                var clocks =
                        browser
                                .get("/vorfaelle/" + incident.id())
                                .page()
                                .select("[data-part=clocks] .k-clock a")
                                .stream()
                                .map(DemoIncidentsTests::task)
                                .toList();
                assertThat(clocks)
                        .doesNotContainAnyElementsOf(
                                legal.stream().map(Step::id).toList());
                for (var id : clocks) {
                    var step = plan.step(id).orElseThrow();
                    assertThat(plan.status(step).open()).as(id).isTrue();
                    assertThat(plan.due(step))
                            .as("the due time of %s", id)
                            .isEqualTo(incident.t0().plus(Objects.requireNonNull(step.due())));
                }
                seen += clocks.size();
            }
            assertThat(seen).as("clocks").isGreaterThan(5);
        }
    }

    @Test
    void whomToCallStandsInTheRoomWithNumbersToDial() {
        var school = one(SCHOOL);
        try (var browser = signIn(1)) {
            var shown = browser.get("/vorfaelle/" + school.id()).page().select("section:has(#erreichen) > details");
            var around = Acting.as(
                    leitung,
                    () -> constituency.around(
                            school.affected().stream().map(EinrichtungId::new).toList()));
            assertThat(shown).hasSameSizeAs(around);
            for (int i = 0; i < around.size(); i++) {
                var one = around.get(i);
                assertThat(shown.get(i).select("summary").text())
                        .startsWith(one.einrichtung().name());
                assertThat(shown.get(i).hasAttr("open")).isEqualTo(one.is() == null);
                for (var contact : one.contacts()) {
                    assertThat(shown.get(i).text()).contains(contact.name());
                    if (contact.mobile() != null) {
                        assertThat(shown.get(i)
                                        .select("a[href=tel:" + contact.mobile().e164() + "]"))
                                .isNotEmpty();
                    }
                }
            }
            assertThat(shown.select("summary").eachText()).anyMatch(who -> who.endsWith("Schulträger"));

            var many = browser.get("/vorfaelle/"
                    + one("Anmeldeversuche am VPN der Vennmark-IT").id());
            assertThat(many.page().select("section:has(#erreichen) > p a").text())
                    .isEqualTo("Alle 9 betroffenen Einrichtungen");
        }
    }

    @Test
    void numbersAddressesAndNamesAreInvented() throws IOException {
        var texts = new ArrayList<String>();
        Acting.run(
                leitung,
                () -> all.forEach(incident -> {
                    texts.add(reports.first(incident.compartment()).call().toString());
                    texts.add(incidentReports.of(incident.id()).toString());
                }));
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:demo/*.csv")) {
            texts.add(file.getContentAsString(StandardCharsets.UTF_8));
        }
        assertThat(texts).hasSizeGreaterThan(9 * 2 + 5);
        var everything = IDENTIFIER.matcher(String.join("\n", texts)).replaceAll("");
        assertThat(found(PHONE, everything)).hasSizeGreaterThan(100).allMatch(INVENTED.asMatchPredicate());
        assertThat(found(ADDRESS, everything)).hasSizeGreaterThan(10).allMatch(FOR_EXAMPLES.asMatchPredicate());
        assertThat(found(NAME, everything)).as("names anybody could own").isEmpty();
    }

    /** When the demonstration began; all its times count from there. */
    private Instant begun() {
        return one(SCHOOL).t0().plus(SINCE_SCHOOL);
    }

    private Incident one(String title) {
        return all.stream()
                .filter(incident -> incident.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Tuple runs(String title, String playbook, Duration since) {
        return tuple(title, playbook, Incident.State.OPEN, null, false, since);
    }

    private static Tuple ended(String title, String playbook, Incident.Outcome outcome, int days) {
        return tuple(title, playbook, Incident.State.CLOSED, outcome, false, Duration.ofDays(days));
    }

    /** Each code counts once: which of them to use. */
    private Browser signIn(int code) {
        var account = letIn.of(Staff.ROTHKAMP);
        var browser = new Browser(port);
        browser.submit("/login", Map.of("login", account.login(), "password", account.password()));
        assertThat(browser.submit("/login/code", Map.of("code", account.codes().get(code)))
                        .status())
                .isEqualTo(303);
        return browser;
    }

    private static String task(Element link) {
        return link.attr("href").substring("#task-".length());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
