package de.komcert.app.forensics.web;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.analysis.RuleProblem;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.sight.ClockProposal;
import de.komcert.app.forensics.sight.LogGap;
import de.komcert.app.forensics.sight.RuleSight;
import de.komcert.app.forensics.sight.SettingProposal;
import de.komcert.app.forensics.sight.Sight;
import de.komcert.app.web.Shell;

/**
 * What the logs of an analysis can show, as a page.
 *
 * @param ruleProblems what was wrong with the rules, the first of it
 * @param corrected hosts whose clock somebody has corrected, as pages show them
 * @param affected the Einrichtungen that could have the lists, where rules wait for some
 */
record SightPage(
        Analysis analysis,
        Sight sight,
        List<RuleProblem> ruleProblems,
        Set<String> corrected,
        List<Einrichtung> affected) {

    static final int FOREMOST = 5;
    static final int MOST_GAPS = 500;

    private static final int TICKS_PER_MICROSECOND = 10;

    /** The rules with one reason. */
    record Reasons(RuleSight.Reason reason, String words, List<String> titles) {}

    List<SettingProposal> foremost() {
        return sight.foremost(FOREMOST);
    }

    List<SettingProposal> proposals(boolean here) {
        return sight.proposals().stream()
                .filter(proposal -> proposal.here() == here)
                .toList();
    }

    /** The rules that find nothing, or of which nobody can tell, under the reason; the most frequent first. */
    List<Reasons> reasons() {
        record Why(RuleSight.Reason reason, String words) {}
        return sight.rules().stream()
                .filter(rule -> rule.reason() != RuleSight.Reason.CAN)
                .collect(Collectors.groupingBy(rule -> new Why(rule.reason(), rule.words())))
                .entrySet()
                .stream()
                .map(why -> new Reasons(
                        why.getKey().reason(),
                        why.getKey().words(),
                        why.getValue().stream().map(RuleSight::title).toList()))
                .sorted(Comparator.comparingInt((Reasons why) -> -why.titles().size())
                        .thenComparing(Reasons::reason)
                        .thenComparing(Reasons::words))
                .toList();
    }

    List<LogGap> gaps(boolean usual) {
        return sight.gaps().stream()
                .filter(gap -> gap.kind().isUsual() == usual)
                .toList();
    }

    /** What a gap is, without its times. */
    static String words(Shell shell, LogGap gap) {
        var said = gap.said();
        var channel = gap.channel();
        return shell.t(
                "gap.what." + gap.kind(),
                said.getOrDefault("log", channel),
                gap.records(),
                span(shell, gap.shift()),
                gap.shift() < 0 ? -1 : 1,
                said.getOrDefault("first", "?"),
                said.getOrDefault("last", "?"),
                Integer.parseInt(said.getOrDefault("typical", "1")));
    }

    private static String span(Shell shell, long ticks) {
        var whole = Duration.ofSeconds(Duration.of(Math.abs(ticks) / TICKS_PER_MICROSECOND, ChronoUnit.MICROS)
                .plusMillis(500)
                .toSeconds());
        return HostClocks.words(shell.texts(), shell.locale(), whole);
    }

    /** Whether it goes from one moment to another. */
    static boolean isSpan(LogGap gap) {
        return gap.to() != null && !gap.to().equals(gap.from());
    }

    /** Who did it and by what, as the entries say; empty where they do not. */
    static String who(LogGap gap) {
        var said = gap.said();
        var account = Stream.of(
                        said.getOrDefault("domain", ""), said.getOrDefault("user", said.getOrDefault("sid", "")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\\"));
        return Stream.of(account, said.getOrDefault("process", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Whether it can be taken over: a clock is corrected by whole seconds. */
    boolean isOpen(ClockProposal clock) {
        return !clock.host().isEmpty() && clock.ahead().abs().toSeconds() > 0 && !corrected.contains(clock.host());
    }
}
