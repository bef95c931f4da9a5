package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.sight.ClockProposal;
import de.komcert.app.forensics.sight.LogGap;
import de.komcert.app.forensics.sight.RuleSight;
import de.komcert.app.forensics.sight.SettingProposal;
import de.komcert.app.forensics.sight.Sight;
import de.komcert.app.forensics.sight.Sights;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.sigma.settings.Setting;
import de.komcert.traces.Moment;
import de.komcert.traces.census.Gap;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sicht", description = "What the logs of an analysis can show at all, and what they lack.")
class SightApi {

    private final Incidents incidents;
    private final Sights sights;
    private final Pseudonyms pseudonyms;

    SightApi(Incidents incidents, Sights sights, Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.sights = sights;
        this.pseudonyms = pseudonyms;
    }

    /**
     * What the logs can show.
     *
     * @param rulesInAll how many rules there are
     * @param can how many of them can find something
     * @param may of how many nobody can tell
     * @param complete whether all kinds of events were told apart
     * @param rules in the order of their files
     * @param proposals what would let more rules find something, the most useful first
     * @param gapsInAll how many gaps there are; the first of them are told
     * @param gapsComplete whether these are all
     * @param clocks clocks that were wrong for a while
     * @param unnamed how many hosts are in the logs that the order does not name
     * @param unnamedHosts the first 50 of them
     */
    record SightBody(
            int rulesInAll,
            int can,
            int may,
            boolean complete,
            List<RuleBody> rules,
            List<ProposalBody> proposals,
            int gapsInAll,
            boolean gapsComplete,
            List<GapBody> gaps,
            List<WrongClockBody> clocks,
            int unnamed,
            List<String> unnamedHosts) {

        static SightBody of(Sight sight) {
            var summary = sight.summary();
            return new SightBody(
                    summary.rules(),
                    summary.can(),
                    summary.may(),
                    summary.complete(),
                    sight.rules().stream().map(RuleBody::of).toList(),
                    sight.proposals().stream().map(ProposalBody::of).toList(),
                    summary.gaps(),
                    summary.gapsComplete(),
                    sight.gaps().stream().map(GapBody::of).toList(),
                    sight.clocks().stream().map(WrongClockBody::of).toList(),
                    summary.unnamed(),
                    summary.unnamedHosts());
        }
    }

    /**
     * Whether a rule can find something.
     *
     * @param level INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL
     * @param reason CAN, or why it cannot or nobody can tell
     * @param words what the reason speaks of, may be empty
     */
    record RuleBody(String rule, String title, Level level, RuleSight.Reason reason, String words) {

        static RuleBody of(RuleSight sight) {
            return new RuleBody(sight.rule(), sight.title(), sight.level(), sight.reason(), sight.words());
        }
    }

    /**
     * A setting that is missing.
     *
     * @param place where it is found, in German
     * @param command what does the same
     * @param here whether the logs come from systems of its kind
     * @param rules how many rules could find something, if this alone were done
     * @param further how many would come if all before it were done first
     */
    record ProposalBody(
            Setting.Kind kind,
            String title,
            String english,
            String place,
            String command,
            String note,
            boolean here,
            int rules,
            int severe,
            int further,
            int furtherSevere) {

        static ProposalBody of(SettingProposal one) {
            return new ProposalBody(
                    one.kind(),
                    one.title(),
                    one.english(),
                    one.place(),
                    one.command(),
                    one.note(),
                    one.here(),
                    one.rules(),
                    one.severe(),
                    one.further(),
                    one.furtherSevere());
        }
    }

    /** An entry of a log. */
    record PlaceBody(String file, long record) {}

    /**
     * What is missing.
     *
     * @param from by the corrected clock of the host
     * @param to likewise
     * @param originalFrom as its log says
     * @param originalTo likewise
     * @param records how many are missing, or how often it stands there
     * @param shiftMillis by how much a clock was changed
     * @param said what the entries say of it
     */
    record GapBody(
            Gap.Kind kind,
            String host,
            String channel,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant originalFrom,
            @Nullable Instant originalTo,
            long records,
            long shiftMillis,
            List<PlaceBody> evidence,
            Map<String, String> said) {

        private static final long TICKS_PER_MILLISECOND = 10_000;

        static GapBody of(LogGap gap) {
            return new GapBody(
                    gap.kind(),
                    gap.host(),
                    gap.channel(),
                    moment(gap.correctedFrom()),
                    moment(gap.correctedTo()),
                    moment(gap.from()),
                    moment(gap.to()),
                    gap.records(),
                    gap.shift() / TICKS_PER_MILLISECOND,
                    gap.evidence().stream()
                            .map(at -> new PlaceBody(at.file(), at.record()))
                            .toList(),
                    gap.said());
        }
    }

    /**
     * A clock that was wrong for a while.
     *
     * @param from by that clock; none where it holds for everything before
     * @param to by that clock, when it was put right
     * @param aheadMillis negative where it was behind
     */
    record WrongClockBody(
            String host, @Nullable Instant from, @Nullable Instant to, long aheadMillis) {

        static WrongClockBody of(ClockProposal clock) {
            return new WrongClockBody(
                    clock.host(),
                    moment(clock.from()),
                    moment(clock.to()),
                    clock.ahead().toMillis());
        }
    }

    private static @Nullable Instant moment(@Nullable Long ticks) {
        return ticks == null ? null : Moment.instant(ticks);
    }

    /** What the logs of an analysis can show, once it is done. */
    @GetMapping(AnalysisApi.ANALYSES + "/{auswertung}/sicht")
    @Requires(Permission.READ_INCIDENTS)
    SightBody one(@PathVariable UUID id, @PathVariable UUID auswertung) {
        var incident = incidents.find(new IncidentId(id));
        return SightBody.of(sights.of(incident.id(), auswertung, pseudonyms.readable(incident)));
    }
}
