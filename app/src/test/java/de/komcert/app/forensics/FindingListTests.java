package de.komcert.app.forensics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import de.komcert.app.database.CountedStatements;
import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingExcerpt;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.FindingFilter.Sort;
import de.komcert.app.forensics.finding.FindingFilter.State;
import de.komcert.app.forensics.finding.Level;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of findings: searched, filtered, and walked through page by page, whatever comes in between. */
class FindingListTests extends FindingsCase {

    @Autowired
    CountedStatements statements;

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
        assertThat(Level.values())
                .allSatisfy(level -> assertThat(choices.hitsFrom(level))
                        .isEqualTo(page(filter("", level, "", "", State.ANY, Sort.LEVEL))
                                .total()));
        assertThat(choices.onlyCounted()).isZero();
    }

    @Test
    void whateverSomebodyDidWithAFindingTakesItOffTheListOfWhatNobodyHasTouched() {
        log.copies(guessed, 2);
        var id = log.incident().id();
        var untouched = filter("", null, "", "", State.UNTOUCHED, Sort.LEVEL);
        var left = new ArrayList<>(ids(page(untouched)));
        assertThat(left).hasSize((int) log.findings());

        as(() -> marks.tag(id, List.of(left.removeFirst()), "Fehlalarm"));
        as(() -> marks.comment(id, left.removeFirst(), "Das war der Dienstleister."));
        as(() -> outcomes.becomeEntry(id, left.removeFirst(), ""));

        assertThat(ids(page(untouched))).isEqualTo(left);
        assertThat(page(filter("", null, "", "", State.OPEN, Sort.LEVEL)).total())
                .isEqualTo(log.findings() - 1);
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

    private List<UUID> walked(FindingFilter filter, FindingExcerpt first) {
        var seen = new ArrayList<UUID>(ids(first));
        for (var page = first; page.after() != null; seen.addAll(ids(page))) {
            page = page(filter, new Place(page.after(), false));
        }
        return seen;
    }

    private static FindingFilter words(String words) {
        return filter(words, null, "", "", State.ANY, Sort.LEVEL);
    }
}
