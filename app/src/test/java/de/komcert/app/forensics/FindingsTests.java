package de.komcert.app.forensics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingExcerpt;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.FindingFilter.Sort;
import de.komcert.app.forensics.finding.FindingFilter.State;
import de.komcert.app.forensics.finding.FindingMarks;
import de.komcert.app.forensics.finding.FindingOutcomes;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.finding.Outcome;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Findings: found again, put right in time, marked, and made something of. */
@IdentityServer
class FindingsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Findings findings;

    @Autowired
    FindingMarks marks;

    @Autowired
    FindingOutcomes outcomes;

    @Autowired
    HostClocks clocks;

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    Indicators indicators;

    @Autowired
    Closing closing;

    @Autowired
    Plans plans;

    @Autowired
    Journal journal;

    @Autowired
    CountedStatements statements;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    LogCase log;
    UUID guessed;

    @BeforeEach
    void analyse() {
        log = LogCase.open(context);
        guessed = log.finding(LogCase.GUESSED_TITLE);
    }

    @Test
    void aFindingSaysWhatHappenedAndNotWhoItWas() {
        var found = as(() -> findings.find(log.incident().id(), names(), guessed));
        assertThat(found.finding().title()).isEqualTo(LogCase.GUESSED_TITLE);
        assertThat(found.finding().level()).isEqualTo(Level.HIGH);
        assertThat(found.finding().host()).isEqualTo(LogCase.HOST);
        assertThat(found.finding().file()).isEqualTo("auth.log");
        assertThat(found.finding().seen()).isEqualTo(new Finding.Seen(LogCase.GUESSED, Duration.ZERO));
        assertThat(found.rule().nextSteps()).hasSize(4).first().asString().startsWith("Das Konto sperren");
        assertThat(found.rule().tags()).contains("attack.t1110.001");
        assertThat(found.rule().falsePositives()).hasSize(2);
        assertThat(found.entries()).isNotEmpty();
        var sudo = as(() -> findings.find(log.incident().id(), names(), log.finding(LogCase.SUDO_TITLE)));
        assertThat(sudo.finding().fields()).anyMatch(field -> field.value().contains("Person 1"));
        assertThat(sudo.people()).containsExactly(1);
        assertThat(found + " " + sudo).doesNotContainIgnoringCase("kessler");
    }

    @Test
    void aClosedNameIsNotFoundBySearchingAndItsSignIs() {
        assertThat(page(words("m.kessler")).total()).isZero();
        assertThat(page(words("kessler")).total()).isZero();
        assertThat(page(words("Person 1")).total()).isPositive();
        assertThat(page(words("Person 12")).total()).isZero();
        as(() -> pseudonyms.open(log.incident().id(), 1, "Konto sperren"));
        assertThat(page(words("M.Kessler")).total())
                .isEqualTo(page(words("Person 1")).total());
        var sudo = as(() -> findings.find(log.incident().id(), names(), log.finding(LogCase.SUDO_TITLE)));
        assertThat(sudo.toString()).contains("m.kessler");
        assertThat(sudo.people()).isEmpty();
    }

    @Test
    void signsOfSearchesAreTakenAsTheyAre() {
        for (var words : List.of("%", "_", "\\", "'", "a%b", "\uE0001\uE001", "\uD83D")) {
            assertThat(page(words(words)).total()).as(words).isZero();
        }
        assertThat(page(words("SUDO srv-web01")).findings())
                .extracting(Finding::title)
                .contains(LogCase.SUDO_TITLE);
    }

    @Test
    void theListIsFilteredByWhatFindingsSay() {
        var all = page(FindingFilter.ALL).total();
        assertThat(all).isEqualTo(log.findings());
        var grave = page(filter("", Level.HIGH, "", "", State.ANY, Sort.LEVEL));
        assertThat(grave.findings())
                .isNotEmpty()
                .allMatch(found -> found.level().compareTo(Level.HIGH) >= 0);
        var rule = grave.findings().getFirst().rule();
        assertThat(page(filter("", null, rule, "", State.ANY, Sort.LEVEL)).findings())
                .isNotEmpty()
                .allMatch(found -> found.rule().equals(rule));
        assertThat(page(filter("", null, "", LogCase.HOST, State.ANY, Sort.LEVEL))
                        .total())
                .isEqualTo(all);
        assertThat(page(filter("", null, "", "pc-1", State.ANY, Sort.LEVEL)).total())
                .isZero();
        as(() -> outcomes.becomeEntry(log.incident().id(), guessed, ""));
        assertThat(page(filter("", null, "", "", State.TAKEN, Sort.LEVEL)).findings())
                .extracting(Finding::id)
                .containsExactly(guessed);
        assertThat(page(filter("", null, "", "", State.OPEN, Sort.LEVEL)).total())
                .isEqualTo(all - 1);
        var choices = as(() -> findings.choices(log.incident().id(), names()));
        assertThat(choices.hosts()).containsOnlyKeys(LogCase.HOST);
        assertThat(choices.hits()).isEqualTo(all);
        assertThat(choices.onlyCounted()).isZero();
    }

    @Test
    void everyFindingStandsOnOnePageForwardsAndBackwards() {
        log.copies(guessed, 250);
        for (var sort : Sort.values()) {
            var filter = filter("", null, "", "", State.ANY, sort);
            var seen = walked(filter, page(filter));
            assertThat(seen).doesNotHaveDuplicates().hasSize((int) log.findings());
            var last = seen.get(2 * FindingExcerpt.LENGTH);
            var back = page(filter, new Place(last, true));
            assertThat(ids(back)).isEqualTo(seen.subList(FindingExcerpt.LENGTH, 2 * FindingExcerpt.LENGTH));
            assertThat(back.after()).isEqualTo(ids(back).getLast());
            var start = page(filter, new Place(back.before(), true));
            assertThat(ids(start)).isEqualTo(seen.subList(0, FindingExcerpt.LENGTH));
            assertThat(start.before()).isNull();
            var beside = as(() -> findings.beside(log.incident().id(), names(), filter, last));
            assertThat(beside.previous()).isEqualTo(seen.get(2 * FindingExcerpt.LENGTH - 1));
            assertThat(beside.next()).isEqualTo(seen.get(2 * FindingExcerpt.LENGTH + 1));
        }
    }

    @Test
    void whatComesInBetweenMovesNoPage() {
        log.copies(guessed, 250);
        for (var sort : Sort.values()) {
            var filter = filter("", null, "", "", State.ANY, sort);
            var before = walked(filter, page(filter));
            var first = page(filter);
            log.like(guessed, "host", "spaeter");
            log.like(guessed, "ticks", "0");
            var seen = walked(filter, first);
            assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        }
    }

    private List<UUID> walked(FindingFilter filter, FindingExcerpt first) {
        var seen = new ArrayList<UUID>(ids(first));
        for (var page = first; page.after() != null; seen.addAll(ids(page))) {
            page = page(filter, new Place(page.after(), false));
        }
        return seen;
    }

    @Test
    void aWrongClockIsPutRightWhereverTimesCount() {
        var later = log.like(guessed, "host", "pc-7");
        var ahead = Duration.ofHours(3).plusMinutes(2);
        as(() -> clocks.set(log.incident().id(), "pc-7", ahead, "mit der Funkuhr verglichen"));
        var found = as(() -> findings.find(log.incident().id(), names(), later)).finding();
        assertThat(found.seen()).isEqualTo(new Finding.Seen(LogCase.GUESSED, ahead));
        assertThat(found.seen().corrected()).isEqualTo(LogCase.GUESSED.minus(ahead));
        assertThat(page(filter("", null, "", "", State.ANY, Sort.OLDEST))
                        .findings()
                        .getFirst()
                        .id())
                .isEqualTo(later);
        assertThat(page(filter("", null, "", "", State.ANY, Sort.NEWEST))
                        .findings()
                        .getLast()
                        .id())
                .isEqualTo(later);
        var until = new FindingFilter(
                "", null, "", "", "", "", null, null, LogCase.GUESSED.minus(ahead), State.ANY, Sort.OLDEST);
        assertThat(page(until).findings()).extracting(Finding::id).containsExactly(later);
        assertThat(journal()).anyMatch(text -> text.startsWith("Uhr von pc-7 ging 3 Std. 2 Min. vor"));
        as(() -> clocks.remove(log.incident().id(), "pc-7"));
        assertThat(page(until).total()).isZero();
        assertThat(journal()).anyMatch(text -> text.startsWith("Abweichung der Uhr von pc-7 zurückgenommen"));
        assertThatThrownBy(() -> as(() -> clocks.remove(log.incident().id(), "pc-7")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void timesBeyondAllCalendarsBreakNothing() {
        for (var ticks : List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)) {
            log.like(guessed, "ticks", ticks.toString());
        }
        as(() -> clocks.set(log.incident().id(), LogCase.HOST, Duration.ofDays(-36_000), "Batterie leer"));
        for (var sort : Sort.values()) {
            assertThat(page(filter("", null, "", "", State.ANY, sort)).findings())
                    .hasSize((int) log.findings());
        }
    }

    @Test
    void whatAFindingBecomesSaysNoNameAndStandsOnTheFinding() {
        var id = log.incident().id();
        var sudo = log.finding(LogCase.SUDO_TITLE);
        as(() -> clocks.set(id, LogCase.HOST, Duration.ofHours(1), "verglichen"));
        var entry = as(() -> outcomes.becomeEntry(id, sudo, ""));
        var field = as(() -> findings.find(id, names(), sudo)).finding().fields().stream()
                .filter(one -> one.value().contains("Person 1"))
                .findFirst()
                .orElseThrow();
        var indicator = as(() ->
                outcomes.becomeIndicator(id, sudo, Indicators.Kind.ACCOUNT, field.value(), "", Tlp.AMBER, Pap.AMBER));
        var task = as(() -> outcomes.becomeTask(
                id, sudo, new OwnTask("Konto sperren", PlanRole.CERT, Danger.NONE, null, "Person 1")));
        var written = as(() -> journal.entry(log.incident().compartment(), Long.parseLong(entry.reference())))
                .orElseThrow();
        assertThat(written.happenedAt())
                .isEqualTo(LogCase.GUESSED.plusSeconds(60).minus(Duration.ofHours(1)));
        assertThat(written.text())
                .startsWith(LogCase.SUDO_TITLE + " auf srv-web01")
                .contains("Person 1");
        assertThat(as(() -> indicators.of(id)))
                .extracting(one -> one.id().toString())
                .containsExactly(indicator.reference());
        assertThat(as(() -> plans.of(log.incident())).steps())
                .anyMatch(step -> step.id().equals(task.reference()));
        var found = as(() -> findings.find(id, names(), sudo)).finding();
        assertThat(found.outcomes())
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(Outcome.Kind.ENTRY, Outcome.Kind.INDICATOR, Outcome.Kind.TASK);
        assertThat(journal() + " " + found + as(() -> indicators.of(id))).doesNotContainIgnoringCase("kessler");
    }

    @Test
    void tagsGoToAllChosenFindingsOrToNone() {
        var id = log.incident().id();
        var sudo = log.finding(LogCase.SUDO_TITLE);
        as(() -> marks.tag(id, List.of(guessed, sudo, guessed), " Angriff "));
        as(() -> marks.tag(id, List.of(guessed), "Angriff"));
        var tagged = new FindingFilter("", null, "", "", "", "Angriff", null, null, null, State.ANY, Sort.OLDEST);
        assertThat(ids(page(tagged))).containsExactlyInAnyOrder(guessed, sudo);
        as(() -> marks.untag(id, List.of(sudo), "Angriff"));
        assertThat(ids(page(tagged))).containsExactly(guessed);
        assertThatThrownBy(() -> as(() -> marks.tag(id, List.of(sudo, UUID.randomUUID()), "Angriff")))
                .isInstanceOf(NotHere.class);
        assertThat(ids(page(tagged))).containsExactly(guessed);
        refused("finding.noneChosen", () -> marks.tag(id, List.of(), "Angriff"));
        refused("finding.tagEmpty", () -> marks.tag(id, List.of(guessed), " "));
        refused("typed.tooLong", () -> marks.tag(id, List.of(guessed), "x".repeat(501)));
        as(() -> marks.comment(id, guessed, "War das der Dienstleister?"));
        refused("finding.commentEmpty", () -> marks.comment(id, guessed, " \n "));
        var found = as(() -> findings.find(id, names(), guessed));
        assertThat(found.finding().tags()).containsExactly("Angriff");
        assertThat(found.comments())
                .extracting(comment -> comment.words() + " " + comment.by())
                .containsExactly("War das der Dienstleister? Milena Grothe");
        assertThat(as(() -> findings.choices(id, names())).tags()).containsExactly(java.util.Map.entry("Angriff", 1L));
    }

    @Test
    void whoIsNoMemberFindsNothingAndChangesNothing() {
        var other = LogCase.open(context);
        var foreign = other.finding(LogCase.GUESSED_TITLE);
        var own = log.incident().id();
        assertThatThrownBy(() -> as(() -> findings.find(own, names(), foreign))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.tag(own, List.of(foreign), "x")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.comment(own, foreign, "x"))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> outcomes.becomeEntry(own, foreign, "")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.tag(other.incident().id(), List.of(foreign), "x")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> clocks.set(other.incident().id(), "a", Duration.ofHours(1), "b")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(
                        () -> as(() -> findings.page(other.incident().id(), names(), FindingFilter.ALL, Place.TOP, 10)))
                .as("the function of the database asks for itself")
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
        assertThatThrownBy(() -> as(() -> findings.choices(other.incident().id(), names())))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
        assertThat(page(FindingFilter.ALL, new Place(foreign, false)).findings())
                .as("a place in a foreign list is no place")
                .hasSize((int) log.findings());
        var reader = new Actor.Person(
                context.getBean(Members.class).create(Role.ANALYST).id(), "Fremd", Role.ANALYST);
        assertThatThrownBy(() -> Acting.run(reader, () -> marks.tag(own, List.of(guessed), "x")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void nothingChangesInAClosedIncident() {
        var id = log.incident().id();
        as(() -> marks.tag(id, List.of(guessed), "vorher"));
        as(() -> closing.close(id, Incident.Outcome.FALSE_ALARM, "Fehlalarm"));
        refused("incident.closed", () -> marks.tag(id, List.of(guessed), "x"));
        refused("incident.closed", () -> marks.untag(id, List.of(guessed), "vorher"));
        refused("incident.closed", () -> marks.comment(id, guessed, "x"));
        refused("incident.closed", () -> outcomes.becomeEntry(id, guessed, ""));
        refused("incident.closed", () -> clocks.set(id, "a", Duration.ofHours(1), "b"));
        refused("incident.closed", () -> pseudonyms.open(id, 1, "x"));
        assertThat(as(() -> findings.find(id, names(), guessed)).finding().tags())
                .containsExactly("vorher");
    }

    @Test
    void aPageCostsAsManyStatementsForAHundredFindingsAsForTwo() throws Exception {
        var names = as(this::names);
        var few = statements.during(() -> page(FindingFilter.ALL, Place.TOP, names));
        log.copies(guessed, 150);
        as(() -> marks.tag(log.incident().id(), ids(page(FindingFilter.ALL)), "alle"));
        var many = statements.during(() -> page(FindingFilter.ALL, Place.TOP, names));
        assertThat(many).isEqualTo(few).isLessThan(6);
        assertThat(statements.during(
                        () -> as(() -> findings.choices(log.incident().id(), names))))
                .isLessThan(5);
    }

    @Test
    void whatAnOrderBroughtGoesWithItAndWhatBecameOfItStays() {
        var id = log.incident().id();
        as(() -> marks.tag(id, List.of(guessed), "x"));
        as(() -> marks.comment(id, guessed, "x"));
        as(() -> outcomes.becomeIndicator(id, guessed, Indicators.Kind.ADDRESS, "10.20.9.9", "", Tlp.AMBER, Pap.AMBER));
        as(() -> clocks.set(id, LogCase.HOST, Duration.ofHours(1), "verglichen"));
        log.owner()
                .sql("update forensics.analysis_order set delete_on = current_date - 2 where id = ?")
                .param(log.order())
                .update();
        Acting.run(
                new Actor.Job("Auswertung").in(log.incident().compartment()),
                () -> transaction.executeWithoutResult(_ -> jdbc.sql("select forensics.delete_results(?)")
                        .param(log.order())
                        .query((_, _) -> 0)
                        .list()));
        assertThat(page(FindingFilter.ALL).total()).isZero();
        assertThatThrownBy(() -> as(() -> findings.find(id, names(), guessed))).isInstanceOf(NotHere.class);
        assertThat(as(() -> findings.choices(id, names())).rules()).isEmpty();
        assertThat(as(() -> clocks.of(id, names()))).isEmpty();
        assertThat(as(() -> indicators.of(id))).hasSize(1);
    }

    private FindingExcerpt page(FindingFilter filter) {
        return page(filter, Place.TOP);
    }

    private FindingExcerpt page(FindingFilter filter, Place place) {
        return page(filter, place, as(this::names));
    }

    private FindingExcerpt page(FindingFilter filter, Place place, Readable names) {
        return as(() -> findings.page(log.incident().id(), names, filter, place, FindingExcerpt.LENGTH));
    }

    private static List<UUID> ids(FindingExcerpt page) {
        return page.findings().stream().map(Finding::id).toList();
    }

    private static FindingFilter words(String words) {
        return filter(words, null, "", "", State.ANY, Sort.LEVEL);
    }

    private static FindingFilter filter(
            String words, @Nullable Level level, String rule, String host, State state, Sort sort) {
        return new FindingFilter(words, level, rule, host, "", "", null, null, null, state, sort);
    }

    private Readable names() {
        return pseudonyms.readable(log.incident());
    }

    private List<String> journal() {
        return as(() -> journal.entries(log.incident().compartment())).stream()
                .map(JournalEntry::text)
                .toList();
    }

    private void refused(String key, Runnable work) {
        assertThatThrownBy(() -> as(work))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private <T> T as(Supplier<T> work) {
        return Acting.as(log.analyst(), work::get);
    }

    private void as(Runnable work) {
        Acting.run(log.analyst(), work);
    }
}
